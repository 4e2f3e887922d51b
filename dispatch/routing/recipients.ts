// Who a case goes to, in the form that notifications are made from: from the routes and shifts where the cell belongs to a
// unit, else from the simplest roster. Pure. Says in words how it came to that, for the case's history.
import {
  notificationTopic,
  type CaseSummary,
  type Organisation,
  type TellingSettings,
} from '../../contracts/index.ts';
import type { Roster } from '../roster/roster.ts';
import { personAddressed, unitAddressed, type Addressee } from './addressee.ts';
import { groupOfCell, routeAlert, type DutyPlan, type Recipient } from './route-alert.ts';
import type { Router, Routing, Told } from './route-case.ts';
import { createUnitTree } from './unit-tree.ts';

export interface Recipients {
  /** Null where the site has no units. */
  router: Router | null;
  roster: Roster;
  organisation: Organisation;
  plan: DutyPlan;
  /** How people are told directly; null on a site without direct channels. */
  telling: TellingSettings | null;
}

export interface RecipientsInput {
  case: Pick<CaseSummary, 'kind' | 'severity' | 'gridCell' | 'place'>;
  recipients: Recipients;
  at: number;
}

export interface Addressed {
  recipients: Recipient[];
  /** The group that hears of it directly, if any. */
  group: Addressee | null;
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
    const routed = { gridCell: file.gridCell, incident: { kind: file.kind } };
    const found = routeAlert(routed, recipients.plan, at);
    const group = recipients.telling && groupOfCell(routed, recipients.plan, at);
    return { recipients: found, group, passed: [], trail: found[0]?.reason ?? '' };
  }
  const routing = recipients.router({ case: file, at, ...step });
  return {
    passed: routing.passed,
    group: recipients.telling && groupOfUnit(recipients, routing.unit, step.level),
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
  const { organisation, telling } = parts;
  const found = organisation.people.find(({ id }) => id === duty?.person);
  const direct = telling && { addressee: found ? personAddressed(found) : null };
  if (duty === null) return { role, person: null, topic, reason: 'nobody-on-any-level', ...direct };
  const name = found?.name ?? duty.person;
  const person = found?.phone === undefined ? { name } : { name, phone: found.phone };
  return { role, person, topic, reason: way.length > 1 ? 'went-up' : 'on-duty', ...direct };
}

/** Of the nearest unit with a channel, from the one of the case up, or from as far above as it was escalated. */
function groupOfUnit({ organisation }: Recipients, unit: string | null, level: number) {
  const tree = createUnitTree(organisation.units);
  const own = unit === null ? tree.top() : tree.find(unit);
  const way = own === null ? [] : tree.upFrom(own);
  const from = Math.min(level, way.length - 1);
  const found = way.slice(from).find(({ channels = [] }) => channels.length > 0);
  return found === undefined ? null : unitAddressed(found);
}

/** Such as "officer: west-1 nobody-on-duty, linzi wang-min". */
function wayInWords({ target, duty, way }: Told): string {
  const steps = way.map(({ unit, reason }) => `${unit} ${reason}`);
  const end = duty === null ? 'nobody' : duty.person;
  return `${target.part}: ${[...steps, end].join(', ')}`;
}
