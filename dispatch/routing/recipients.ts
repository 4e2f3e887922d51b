// Who a case goes to, in the form that notifications are made from: from the routes and shifts where the cell belongs to a
// unit, else from the simplest roster. Pure. Says in words how it came to that, for the case's history.
import { notificationTopic, type CaseSummary, type Organisation } from '../../contracts/index.ts';
import type { Roster } from '../roster/roster.ts';
import { routeAlert, type DutyPlan, type Recipient } from './route-alert.ts';
import type { Router, Routing, Told } from './route-case.ts';

export interface Recipients {
  /** Null where the site has no units. */
  router: Router | null;
  roster: Roster;
  organisation: Organisation;
  plan: DutyPlan;
}

export interface RecipientsInput {
  case: Pick<CaseSummary, 'kind' | 'severity' | 'gridCell' | 'place'>;
  recipients: Recipients;
  at: number;
}

export interface Addressed {
  recipients: Recipient[];
  /** The routes that do not fit, and why; none for the simplest roster. */
  passed: Routing['passed'];
  /** How each of them was found. */
  trail: string;
}

export function toRecipients(
  input: RecipientsInput,
  step: { level: number; person: number } = { level: 0, person: 0 },
): Addressed {
  const { case: file, recipients, at } = input;
  if (recipients.router === null || isOfSimplestRoster(file.gridCell, recipients)) {
    const { kind } = file;
    const found = routeAlert({ gridCell: file.gridCell, incident: { kind } }, recipients.plan, at);
    return { recipients: found, passed: [], trail: found[0]?.reason ?? '' };
  }
  const routing = recipients.router({ case: file, at, ...step });
  return {
    passed: routing.passed,
    recipients: routing.told.map((told) => recipientOf(told, file.gridCell, recipients)),
    trail: [`route ${routing.route}`, ...routing.told.map(wayInWords)].join('; '),
  };
}

/** A cell of the simplest roster that belongs to no unit stays with it. */
function isOfSimplestRoster(gridCell: string | null, { organisation, plan }: Recipients): boolean {
  const hasUnit = organisation.units.some(({ cells }) => cells?.includes(gridCell ?? ''));
  return !hasUnit && plan.roster.some((duty) => duty.gridCell === gridCell);
}

function recipientOf(
  { target, duty, way }: Told,
  gridCell: string | null,
  parts: Recipients,
): Recipient {
  const role = duty?.part ?? target.part;
  const topic = notificationTopic(gridCell, role);
  if (duty === null) return { role, person: null, topic, reason: 'nobody-on-any-level' };
  const found = parts.organisation.people.find(({ id }) => id === duty.person);
  const name = found?.name ?? duty.person;
  const person = found?.phone === undefined ? { name } : { name, phone: found.phone };
  return { role, person, topic, reason: way.length > 1 ? 'went-up' : 'on-duty' };
}

/** Such as "officer: west-1 nobody-on-duty, linzi wang-min". */
function wayInWords({ target, duty, way }: Told): string {
  const steps = way.map(({ unit, reason }) => `${unit} ${reason}`);
  const end = duty === null ? 'nobody' : duty.person;
  return `${target.part}: ${[...steps, end].join(', ')}`;
}
