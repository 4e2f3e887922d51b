// Why fences did not alert, out of what the engine gives beside its events: what is so at a look, and how often each reason
// held. Pure, so that the edge says it live and a back-test says it of the past, with the same words and numbers.
import type { Stay, WhyCount, WhyNow } from '../contracts/index.ts';
import type { Advance } from './engine.ts';

type Reasons = Pick<Advance, 'drops' | 'waits'>;

/** What stands in the way now: what waits first, then what is not counted. */
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
  /** What held most often first. */
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

/** Ten things that are too small are one look at which something was too small. */
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

/** Whether it came nearer to its dwell. */
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
