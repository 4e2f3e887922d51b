// Why the duty plan was not changed, as a refusal of the HTTP interface.
import type { DutyVersion } from '../../contracts/index.ts';
import type { DutyOutcome } from '../engine/duty-service.ts';
import { invalidInput, ProblemError } from './problem.ts';

/** @throws when nothing was changed, with the reason */
export function changed(outcome: DutyOutcome): DutyVersion {
  if (!outcome.ok) throw refusalOf(outcome);
  return outcome.version;
}

export function refusalOf(outcome: Extract<DutyOutcome, { ok: false }>): ProblemError {
  if (outcome.reason === 'faulty') return invalidInput(outcome.faults);
  const { reason, newest } = outcome;
  if (reason === 'swap-ended') return new ProblemError(409, reason, 'this swap has been answered');
  const says = reason === 'stale' ? 'by now' : 'and says the same';
  return new ProblemError(409, reason, `the roster has version ${newest} ${says}`);
}
