// Whether somebody looks at the thing of a case, by what is known on this page at this moment.
import type { CaseSummary } from '../../contracts/index.ts';
import { useConnection } from '../live/live-provider.tsx';
import { doubtsOf, type Doubt } from './doubts.ts';
import { seenOf, type Seen } from './seen.ts';
import { useWatch } from './watch-provider.tsx';

export function useSeen(
  summary: Pick<CaseSummary, 'cameraId' | 'alsoSeenBy' | 'lastEventAt'>,
): Seen {
  const { cameras } = useWatch();
  const { state, lastHeardAt } = useConnection();
  const lostSince = state === 'lost' ? lastHeardAt : null;
  return seenOf(summary, {
    cameras: cameras.status === 'ready' ? cameras.cameras : null,
    lostSince,
  });
}

/** Null while what it rests on is still on its way. */
export function useDoubts(): Doubt[] | null {
  const { cameras, problems } = useWatch();
  const connection = useConnection();
  if (cameras.status === 'loading' || problems.status === 'loading') return null;
  const isKnown = cameras.status === 'ready' && problems.status === 'ready';
  return doubtsOf({
    cameras: cameras.cameras,
    problems: problems.present,
    isKnown,
    connection,
  });
}
