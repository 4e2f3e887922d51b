// Why fences did not alert, from the engine's drops and waits: the current reasons, and how often each applied. Pure, so that the edge
// and back-tests give the same results.
import type { Stay, WhyCount, WhyNow } from '../contracts/index.ts';
import type { Advance } from './engine.ts';

type Reasons = Pick<Advance, 'drops' | 'waits'>;

/** The current reasons: waits first, then drops. */
export function whyNow({ drops, waits }: Reasons): WhyNow[] {
  return [
    ...waits.map(({ fenceId, wait: { reason, region, ...stay } }) => ({
      fenceId,
      reason,
      region,
      stay,
    })),
    ...drops.map(({ fenceId, drop: { reason, region } }) => ({ fenceId, reason, region })),
  ];
}

export interface WhyTally {
  add(reasons: Reasons, at: number): void;
  /** Most frequent first. */
  counts(): WhyCount[];
}

export function createWhyTally(): WhyTally {
  const counts = new Map<string, WhyCount>();
  return {
    add: (reasons, at) => {
      for (const one of strongest(whyNow(reasons)).values()) {
        const key = keyOf(one);
        counts.set(key, counted(counts.get(key), one, at));
      }
    },
    counts: () => [...counts.values()].sort((a, b) => b.looks - a.looks),
  };
}

/** One entry for each fence and reason, so that ten objects that are too small count as one look. */
function strongest(all: readonly WhyNow[]): Map<string, WhyNow> {
  const best = new Map<string, WhyNow>();
  for (const one of all) {
    const known = best.get(keyOf(one));
    if (!known || isNearer(one.stay, known.stay)) best.set(keyOf(one), one);
  }
  return best;
}

function counted(before: WhyCount | undefined, { fenceId, reason, stay }: WhyNow, at: number) {
  const longest = isNearer(stay, before?.longest) ? stay : before?.longest;
  return {
    fenceId,
    reason,
    looks: (before?.looks ?? 0) + 1,
    lastAt: at,
    ...(longest && { longest }),
  };
}

/** Whether its stay is nearer to its dwell. */
function isNearer(stay: Stay | undefined, than: Stay | undefined): boolean {
  if (!stay) return false;
  return !than || shareOf(stay) > shareOf(than);
}

function shareOf({ stayedMs, dwellMs }: Stay): number {
  return dwellMs === 0 ? 1 : stayedMs / dwellMs;
}

function keyOf({ fenceId, reason }: Pick<WhyNow, 'fenceId' | 'reason'>): string {
  return `${fenceId} ${reason}`;
}
