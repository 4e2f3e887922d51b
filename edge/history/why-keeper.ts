// Why the fences of one camera have not alerted: the reasons at the last look, and how often each applied since counting began.
// Takes the outcome of each look and the fences in force; returns the report for dispatch.
import type { Fence, WhyNot } from '../../contracts/index.ts';
import { createWhyTally, whyNow, type Advance, type WhyTally } from '../../geofences/index.ts';

export interface WhyKeeper {
  /** @param at `capturedAt` of the look */
  looked(outcome: Pick<Advance, 'drops' | 'waits'>, at: number): WhyNot;
  /** Resets the counts if other fences are in force. */
  useFences(fences: readonly Pick<Fence, 'id' | 'version'>[]): void;
}

/** Counts start again after this long, so that they describe the present situation. */
const countedMs = 24 * 3_600_000;
/** The most reasons that dispatch accepts; waits come first. */
const mostNow = 200;

export function createWhyKeeper(): WhyKeeper {
  let counting: { since: number; tally: WhyTally } | null = null;
  let inForce: { fences: readonly unknown[]; key: string } = { fences: [], key: '[]' };
  return {
    looked: (outcome, at) => {
      const age = counting === null ? Infinity : at - counting.since;
      // Start again also after the clock was set back.
      if (counting === null || age < 0 || age > countedMs)
        counting = { since: at, tally: createWhyTally() };
      counting.tally.add(outcome, at);
      const now = whyNow(outcome).slice(0, mostNow);
      return { now, counts: counting.tally.counts(), since: counting.since };
    },
    useFences: (fences) => {
      if (fences === inForce.fences) return;
      const key = JSON.stringify(fences.map(({ id, version }) => `${id} ${version}`).sort());
      if (key !== inForce.key) counting = null;
      inForce = { fences, key };
    },
  };
}
