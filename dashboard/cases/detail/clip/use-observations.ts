// The observations of a clip's time, for its overlay. Empty until they have arrived, and when there are none.
import { useEffect, useState } from 'react';
import type { ClipCoverage, Observation } from '../../../../contracts/index.ts';
import { useSession } from '../../../session/session-provider.tsx';
import { loadObservations } from './load-observations.ts';

const none: readonly Observation[] = [];
const againMs = 30_000;
/** Looks are further apart only when no object is there. */
const endsMs = 10_000;
/** An edge sends its log in blocks of two minutes; after a much longer time no more will arrive. */
const lateMs = 15 * 60_000;

/** Whether more observations of a clip that ends at `to` may still arrive. */
export function mayGrow(found: readonly Observation[], to: number, now: number): boolean {
  const last = found.at(-1)?.capturedAt ?? -Infinity;
  return last < to - endsMs && now - to < lateMs;
}

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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      const found = await loadObservations(client, { cameraId, from, to }, stopping.signal);
      if (stopping.signal.aborted) return;
      setLoaded({ key, found });
      if (mayGrow(found, to, Date.now())) timer = setTimeout(() => void load(), againMs);
    };
    void load();
    return () => {
      stopping.abort();
      clearTimeout(timer);
    };
  }, [client, cameraId, from, to, key]);
  return loaded?.key === key ? loaded.found : none;
}
