// Other fences of the same real place: what several of them see becomes one case.
import { useEffect, useState } from 'react';
import type { FenceFile, FenceVersion } from '../../../contracts/index.ts';
import { useSession } from '../../session/session-provider.tsx';

/** Fences of other cameras with this place. Cases are joined only across cameras. */
export function placeMatesOf(
  { place, camera }: Pick<FenceFile, 'place' | 'camera'>,
  versions: readonly FenceVersion[],
): FenceFile[] {
  if (place === undefined || place === '') return [];
  return versions.flatMap(({ fence }) =>
    fence?.place === place && fence.camera !== camera ? [fence] : [],
  );
}

/** The same, loaded from dispatch once there is a place; empty until then. */
export function usePlaceMates(fence: FenceFile): FenceFile[] {
  const { client } = useSession();
  const [versions, setVersions] = useState<readonly FenceVersion[]>([]);
  const hasPlace = (fence.place ?? '') !== '';
  useEffect(() => {
    if (!hasPlace) return;
    const controller = new AbortController();
    const load = async () => {
      const answer = await client.listFences(undefined, controller.signal);
      if (answer.status === 'ok') setVersions(answer.value.fences);
    };
    void load();
    return () => {
      controller.abort();
    };
  }, [client, hasPlace]);
  return placeMatesOf(fence, versions);
}
