// Why there was no alert earlier, for the clip that is watched: loads the observations from well before the object came to rest,
// and judges them with the fence of that time.
import { useEffect, useState } from 'react';
import {
  completeFence,
  emptyCalendar,
  fenceFileSchema,
  type FenceVersion,
} from '../../../../contracts/index.ts';
import { useSession } from '../../../session/session-provider.tsx';
import type { ShownOpening } from '../shown-openings.ts';
import { momentsOf } from './clip-moments.ts';
import { loadObservations } from './load-observations.ts';
import type { JudgedThen } from './judge-then.ts';

/** As `fencewatch replay` does: places are watched from a while before the object comes to rest. */
const beforeMs = 15 * 60_000;

export type WhyThen =
  | { status: 'loading' }
  /** `other`: the engine does not raise the alert again from the stored data. */
  | { status: 'unknown'; why: 'fence' | 'observations' | 'other' }
  | ({ status: 'ready' } & JudgedThen);

/** @param then the version of the fence that judged; null when it is not known, absent while it loads */
export function useJudgedThen(
  opening: ShownOpening,
  then: FenceVersion | null | undefined,
): WhyThen {
  const { client, session } = useSession();
  const [judged, setJudged] = useState<WhyThen>({ status: 'loading' });
  const { cameraId, openedAt, region } = opening;
  const from = (momentsOf(opening).restedAt ?? openedAt) - beforeMs;
  const { x, y, width, height } = region;
  useEffect(() => {
    const stopping = new AbortController();
    const judge = async (): Promise<WhyThen> => {
      const parsed = fenceFileSchema.safeParse(then?.fence).data;
      if (!then || !parsed) return { status: 'unknown', why: 'fence' };
      const span = { cameraId, from, to: openedAt + 1 };
      const observations = await loadObservations(client, span, stopping.signal);
      if (observations.at(-1)?.capturedAt !== openedAt)
        return { status: 'unknown', why: 'observations' };
      const { judgeThen } = await import('./judge-then.ts');
      const result = judgeThen({
        fence: completeFence(parsed, then.version),
        timezone: session.site?.timezone ?? 'UTC',
        calendar: session.site?.calendar ?? emptyCalendar,
        observations,
        alert: { at: openedAt, region: { x, y, width, height } },
      });
      return result.isSame ? { status: 'ready', ...result } : { status: 'unknown', why: 'other' };
    };
    if (then !== undefined)
      void judge()
        // The engine is loaded from dispatch, which may be unreachable.
        .catch((): WhyThen => ({ status: 'unknown', why: 'observations' }))
        .then((result) => {
          if (!stopping.signal.aborted) setJudged(result);
        });
    return () => {
      stopping.abort();
    };
  }, [client, session, then, cameraId, from, openedAt, x, y, width, height]);
  return judged;
}
