// The limits of a snooze. Pure: takes the requested end, the policy's limit and when the case turns red; returns why not, or
// null. A snooze must end before the light turns red.
import type { ActionRefusal, CaseDeadline } from '../../contracts/index.ts';

export interface SnoozeTerms {
  /** The policy's limit, in ms. */
  longestMs: number;
  /** Epoch ms of the end of the first running limit; null when none runs. */
  redAt: number | null;
  /** A running limit is already over. */
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
