// When glimpses of a camera were taken, asked for once a look back. Without them the list shows drawings instead.
import { useEffect, useState } from 'react';
import type { TimeSpan } from '../../api/camera-calls.ts';
import { useSession } from '../../session/session-provider.tsx';

export function useGlimpses(cameraId: string, span: TimeSpan): readonly number[] {
  const { client } = useSession();
  const [glimpses, setGlimpses] = useState<readonly number[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      const answer = await client.listGlimpses(cameraId, span, controller.signal);
      if (answer.status === 'ok') setGlimpses(answer.value.glimpses);
    };
    void ask();
    return () => {
      controller.abort();
    };
  }, [client, cameraId, span]);
  return glimpses;
}
