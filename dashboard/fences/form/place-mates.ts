// Which other fences watch the same real place: what several of them see there becomes one case.
import { useEffect, useState } from 'react';
import type { FenceFile, FenceVersion } from '../../../contracts/index.ts';
import { useSession } from '../../session/session-provider.tsx';

/** The fences of other cameras that name the place. Cases are joined across cameras only. */
export function placeMatesOf(
  { place, camera }: Pick<FenceFile, 'place' | 'camera'>,
  versions: readonly FenceVersion[],
): FenceFile[] {
  if (place === undefined || place === '') return [];
  return versions.flatMap(({ fence }) =>
    fence?.place === place && fence.camera !== camera ? [fence] : [],
  );
}

/** The same, from dispatch: asked for once there is a place. None while they are not known. */
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
