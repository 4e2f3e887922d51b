// The removed fences of a camera: loaded with the page, and again when an armed fence changes.
import { useEffect, useState } from 'react';
import type { FenceVersion, RemovedFence } from '../../../contracts/index.ts';
import { useSession } from '../../session/session-provider.tsx';

/** Empty while loading: the page does not wait for them. */
export function useRemoved(cameraId: string, fences: readonly FenceVersion[]): RemovedFence[] {
  const { client } = useSession();
  const [removed, setRemoved] = useState<RemovedFence[]>([]);
  const armed = fences.map(({ fenceId, version }) => `${fenceId} ${version}`).join();
  useEffect(() => {
    const controller = new AbortController();
    const load = async () => {
      const answer = await client.listRemovedFences(cameraId, controller.signal);
      if (answer.status === 'ok') setRemoved(answer.value.fences);
    };
    void load();
    return () => {
      controller.abort();
    };
  }, [client, cameraId, armed]);
  return removed;
}
