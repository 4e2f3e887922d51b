// Feeds the list of cameras: from the server at the start and after each reconnect, live in between, and, with `refreshMs`, at
// intervals, because a camera that falls silent sends no event.
import { useCallback, useEffect, useReducer } from 'react';
import { useLiveEvents } from '../live/live-provider.tsx';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';
import { emptyCameraList, reduceCameraList, type CameraListState } from './camera-list.ts';

export function useCameras(refreshMs?: number): CameraListState & { retry: () => void } {
  const { client } = useSession();
  const [state, dispatch] = useReducer(reduceCameraList, emptyCameraList);

  const load = useCallback(
    async (signal?: AbortSignal) => {
      const answer = await client.listCameras(signal);
      if (answer.status === 'ok') dispatch({ type: 'loaded', cameras: answer.value.cameras });
      if (answer.status === 'error') dispatch({ type: 'failed', failure: answer });
    },
    [client],
  );
  const retry = useFreshLoad(load);
  useEffect(() => {
    if (refreshMs === undefined) return;
    const controller = new AbortController();
    const timer = setInterval(() => {
      if (!document.hidden) void load(controller.signal);
    }, refreshMs);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [load, refreshMs]);

  useLiveEvents((event) => {
    if (event.type === 'camera') dispatch({ type: 'live', camera: event.camera });
    // One was added, changed or removed.
    if (event.type === 'cameras') retry();
  });
  return { ...state, retry };
}
