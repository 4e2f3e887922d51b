// How far a case may be snoozed. Pure: takes the wanted end, what the policy allows and when the case turns red; gives why not,
// or null. A snooze never hides that a limit is over: it ends before the light turns red.
import type { ActionRefusal, CaseDeadline } from '../../contracts/index.ts';

export interface SnoozeTerms {
  /** By the policy, in ms. */
  longestMs: number;
  /** Epoch ms at which the first running limit is over; null when none runs. */
  redAt: number | null;
  /** A limit that still runs is over already. */
  isRed: boolean;
}

export function snoozeTermsOf(deadlines: readonly CaseDeadline[], longestMs: number): SnoozeTerms {
  const running = deadlines.filter(({ metAt, isRunning }) => metAt === null && isRunning);
  const ends = running.flatMap(({ yellowUntil }) => (yellowUntil === null ? [] : [yellowUntil]));
  return {
    longestMs,
    redAt: ends.length === 0 ? null : Math.min(...ends),
    isRed: running.some(({ light }) => light === 'red'),
  };
}

export function snoozeRefusal(
  until: number,
  terms: SnoozeTerms | undefined,
  at: number,
): ActionRefusal | null {
  if (until <= at) return 'end-not-ahead';
  if (terms === undefined || until - at > terms.longestMs) return 'snooze-too-long';
  if (terms.isRed) return 'already-red';
  return terms.redAt !== null && until > terms.redAt ? 'past-limit' : null;
}
