// Loads the observation log of a time span into the replay worker, once, and again on request.
import { useCallback, useEffect, useRef, type Dispatch } from 'react';
import type { TimeSpan } from '../../api/camera-calls.ts';
import { useSession } from '../../session/session-provider.tsx';
import { loadLog, type LogStep } from './load-log.ts';
import type { ReplayAction } from './replay-state.ts';
import type { ReplayWorker } from './replay-worker.ts';

export interface LogOptions {
  cameraId: string;
  span: TimeSpan;
  worker: ReplayWorker;
  dispatch: Dispatch<ReplayAction>;
}

/** Returns a function that loads it again. */
export function useLog({ cameraId, span, worker, dispatch }: LogOptions): () => void {
  const { client } = useSession();
  const running = useRef<AbortController | null>(null);
  const load = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    dispatch({ type: 'look' });
    const onStep = (step: LogStep) => {
      dispatch({ type: 'log', step });
    };
    void loadLog({ client, worker, cameraId, span, onStep }, controller.signal);
  }, [client, worker, cameraId, span, dispatch]);
  useEffect(() => {
    load();
    return () => running.current?.abort();
  }, [load]);
  return load;
}
