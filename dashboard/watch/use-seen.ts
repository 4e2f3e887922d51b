// Whether a camera currently sees the object of a case, as far as this page knows.
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

/** Null while its inputs are loading. */
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
