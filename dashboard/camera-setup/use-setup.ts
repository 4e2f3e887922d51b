// Feeds the cameras and edges of the set-up: at the start, when a camera changes, after each reconnect, and every few seconds,
// because an edge that comes or goes sends no event.
import { useCallback, useEffect, useState } from 'react';
import type { CameraSetup } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useLiveEvents } from '../live/live-provider.tsx';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';

export interface SetupState {
  /** Null until the first answer. */
  setup: CameraSetup | null;
  failure: Failure | null;
  reload: () => void;
}

const oftenMs = 4000;
/** A list of thousands is not asked for all the time. */
const seldomMs = 60_000;
const manyCameras = 500;

export function useSetup(): SetupState {
  const { client } = useSession();
  const [setup, setSetup] = useState<CameraSetup | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const answer = await client.getCameraSetup(signal);
      if (answer.status === 'aborted') return;
      setFailure(answer.status === 'error' ? answer : null);
      if (answer.status === 'ok') setSetup(answer.value);
    },
    [client],
  );
  const reload = useFreshLoad(load);
  useLiveEvents(({ type }) => {
    if (type === 'cameras') reload();
  });
  const everyMs = setup !== null && setup.cameras.length > manyCameras ? seldomMs : oftenMs;
  useEffect(() => {
    const controller = new AbortController();
    const timer = setInterval(() => {
      if (!document.hidden) void load(controller.signal);
    }, everyMs);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [load, everyMs]);
  return { setup, failure, reload };
}
