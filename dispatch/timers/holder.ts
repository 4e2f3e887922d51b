// The person on duty who has accepted a case. Pure: takes the case with its log; returns the target of a notification.
import type { Assignee } from '../../contracts/index.ts';
import type { DueInput } from './timer.ts';

/** Undefined when nobody has accepted it, or somebody who was not on duty. */
export function holderOf({
  case: { acknowledgedBy },
  log,
}: Pick<DueInput, 'case' | 'log'>): Assignee | undefined {
  const accepted = log.findLast(
    ({ actor, details }) => actor === acknowledgedBy && details?.duty !== undefined,
  );
  const person = accepted?.details?.duty?.person;
  return acknowledgedBy === null || person === undefined ? undefined : { person };
}
