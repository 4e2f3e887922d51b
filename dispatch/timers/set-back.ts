// The log of a case after the clock was set back. Steps dated after the present would make their timers wait until the clock is
// there again: an hour, or a day, in which nobody is told. Each such step keeps the age that it had when the clock was set back. Pure:
// takes the log, the set-back and the time; returns the log as timers see it. The stored log is never changed.
import type { CaseStep } from '../../contracts/index.ts';

export interface SetBack {
  /** When it was noticed, by the clock after it. No step is counted later. */
  noticedAt: number;
  /** By how much; 0 when unknown, as after a start. */
  byMs: number;
}

/** Clocks of two dispatches on one database may differ a little, and a minute late does no harm. */
export const toleranceMs = 60_000;

export function logAfter(setBack: SetBack, log: readonly CaseStep[], at: number): CaseStep[] {
  return log.map((step) =>
    step.at <= at + toleranceMs ? step : datedBack(step, madeAt(step, setBack, at)),
  );
}

/** Used when the length of the set-back is unknown. The step may also come from another dispatch whose clock differs by this much. */
function madeAt(step: CaseStep, { noticedAt, byMs }: SetBack, now: number): number {
  if (byMs > 0) return Math.min(step.at - byMs, noticedAt);
  return Math.max(noticedAt, now - (step.at - now));
}

function datedBack(step: CaseStep, at: number): CaseStep {
  const until = step.details?.until;
  if (until === undefined || !isSpan(step)) return { ...step, at };
  return { ...step, at, details: { ...step.details, until: until - (step.at - at) } };
}

/** Ends that are a length of time from the step. Other ends are a time of day that a person has chosen. */
function isSpan({ step }: CaseStep): boolean {
  return step === 'held-for-review' || step === 'snoozed';
}
