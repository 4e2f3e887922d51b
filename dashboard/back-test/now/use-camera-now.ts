// The last observation of a camera, polled while the page is visible.
import { useCallback, useEffect, useState } from 'react';
import type { CameraNow } from '../../../contracts/index.ts';
import { useSession } from '../../session/session-provider.tsx';
import { pauseWhileVisible, poll } from './poll.ts';

export interface CameraNowState {
  /** Null before the first answer. A failed request keeps the last answer. */
  now: CameraNow | null;
  /** Asks at once. */
  refresh: () => void;
}

export function useCameraNow(cameraId: string, periodMs: number): CameraNowState {
  const { client } = useSession();
  const [answered, setAnswered] = useState<{ cameraId: string; now: CameraNow } | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const ask = async (signal: AbortSignal) => {
      const answer = await client.getNow(cameraId, signal);
      if (answer.status === 'ok') setAnswered({ cameraId, now: answer.value });
    };
    const pause = (signal: AbortSignal) => pauseWhileVisible(periodMs, signal);
    void poll({ ask, pause }, controller.signal);
    return () => {
      controller.abort();
    };
  }, [client, cameraId, periodMs, round]);
  const refresh = useCallback(() => {
    setRound((old) => old + 1);
  }, []);
  return { now: answered?.cameraId === cameraId ? answered.now : null, refresh };
}
