// The times of a camera's thumbnails, loaded once per time span. Without them the list shows drawings.
import { useEffect, useState } from 'react';
import type { TimeSpan } from '../../api/camera-calls.ts';
import { useSession } from '../../session/session-provider.tsx';

export function useThumbnails(cameraId: string, span: TimeSpan): readonly number[] {
  const { client } = useSession();
  const [thumbnails, setThumbnails] = useState<readonly number[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      const answer = await client.listThumbnails(cameraId, span, controller.signal);
      if (answer.status === 'ok') setThumbnails(answer.value.thumbnails);
    };
    void ask();
    return () => {
      controller.abort();
    };
  }, [client, cameraId, span]);
  return thumbnails;
}
