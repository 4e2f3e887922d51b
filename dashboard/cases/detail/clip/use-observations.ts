// The observations of a clip's time, for its overlay. Empty until they have come, and when there are none.
import { useEffect, useState } from 'react';
import type { ClipCoverage, Observation } from '../../../../contracts/index.ts';
import { useSession } from '../../../session/session-provider.tsx';
import { loadObservations } from './load-observations.ts';

const none: readonly Observation[] = [];

export function useObservations(
  cameraId: string,
  coverage: ClipCoverage | null,
): readonly Observation[] {
  const { client } = useSession();
  const [loaded, setLoaded] = useState<{ key: string; found: readonly Observation[] } | null>(null);
  const from = coverage?.startAt ?? null;
  const to = coverage?.asked.to ?? null;
  const key = `${cameraId} ${from} ${to}`;
  useEffect(() => {
    if (from === null || to === null) return;
    const stopping = new AbortController();
    void loadObservations(client, { cameraId, from, to }, stopping.signal).then((found) => {
      if (!stopping.signal.aborted) setLoaded({ key, found });
    });
    return () => {
      stopping.abort();
    };
  }, [client, cameraId, from, to, key]);
  return loaded?.key === key ? loaded.found : none;
}
