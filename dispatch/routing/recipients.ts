// The recipients of a case: by routes and shifts if its cell belongs to a unit, else by the simple roster. Pure. Explains in
// words how they were found, for the case's history.
import {
  type Asked,
  isUrgent,
  notificationTopic,
  type Organisation,
  type QuietHours,
  type TellingSettings,
} from '../../contracts/index.ts';
import type { GivenTo } from '../cases/case-record.ts';
import type { Roster } from '../roster/roster.ts';
import { personAddressed, unitAddressed, type Addressee } from './addressee.ts';
import type { QuietCheck } from './quiet-hours.ts';
import { passedOver, waitsUntil, type PassedOver } from './quiet-recipients.ts';
import {
  groupOfCell,
  routeAlert,
  type DutyPlan,
  type Recipient,
  type RoutingReason,
} from './route-alert.ts';
import type { RoutedCase, Router, Routing } from './route-case.ts';
import type { Told } from './told-way.ts';
import { createUnitTree } from './unit-tree.ts';

export interface Recipients {
  /** Null where the site has no units. */
  router: Router | null;
  roster: Roster;
  organisation: Organisation;
  plan: DutyPlan;
  /** Settings of direct messages; null on a site without direct channels. */
  telling: TellingSettings | null;
  quiet: QuietCheck;
  /** Whether anybody leaves messages to the next person during his quiet hours. */
  leavesToNext: boolean;
  /** The default of the site. */
  usualQuietHours: QuietHours | null;
}

export interface RecipientsInput {
  case: RoutedCase;
  recipients: Recipients;
  at: number;
  /** Ignores quiet hours. */
  ringsThrough?: boolean;
}

export interface Addressed {
  recipients: Recipient[];
  /** The group that is notified directly, if any. */
  group: Addressee | null;
  /** People who were passed over because of their quiet hours. */
  passedOver: PassedOver[];
  /** The routes that did not match, and why; none for a simple roster. */
  passed: Routing['passed'];
  /** How each recipient was found, in words for logs. */
  trail: string;
  /** The same for people, who read it in their language. */
  asked: Asked[];
}

/** Urgent cases ignore quiet hours. */
export function toRecipients(
  input: RecipientsInput,
  step: { level: number; person: number } = { level: 0, person: 0 },
): Addressed {
  const { case: file, ringsThrough = false, recipients } = input;
  if (!ringsThrough && !isUrgent(file.severity)) return findRecipients(input, step);
  return findRecipients({ ...input, recipients: { ...recipients, quiet: () => null } }, step);
}

function findRecipients(
  input: RecipientsInput,
  step: { level: number; person: number },
): Addressed {
  const { case: file, recipients, at, ringsThrough } = input;
  const { router, telling } = recipients;
  const cell = file.givenTo?.to.cell ?? file.gridCell;
  if (router === null || isOfSimplestRoster(file, cell, recipients))
    return toCell({ ...input, case: { ...file, gridCell: cell } });
  const routing = router({ case: file, at, ringsThrough, ...step });
  return {
    passed: routing.passed,
    group: telling && groupOf(file, routing, recipients, step.level),
    recipients: routing.told.map((told) =>
      recipientOf(told, { ...file, gridCell: cell }, { recipients, at }),
    ),
    passedOver: recipients.leavesToNext ? passedOver(routing.told, recipients, at) : [],
    trail: [firstWord(file, routing, recipients), ...routing.told.map(wayInWords)].join('; '),
    asked: routing.told.flatMap((told) => askedOf(told, recipients)),
  };
}

/** People of the cell. There is no next person here, so quiet hours that leave messages to the next person hold nothing back. */
function toCell({ case: file, recipients, at }: RecipientsInput): Addressed {
  const routed = { gridCell: file.gridCell, incident: { kind: file.kind } };
  const all = routeAlert(routed, recipients.plan, at).map(({ quietHours, ...one }) => ({
    ...one,
    ...(one.person !== null && waiting(quietHours, recipients, at)),
  }));
  const group = recipients.telling && groupOfCell(routed, recipients.plan, at);
  const { givenTo } = file;
  const reason = all[0]?.reason ?? '';
  const bare = { group, passed: [], passedOver: [], asked: askedOfCell(all, file.gridCell) };
  if (!givenTo) return { ...bare, recipients: all, trail: reason };
  const meant = all.filter(({ role }) => role === givenTo.to.part);
  const isThere =
    meant.length > 0 || (givenTo.to.cell !== undefined && givenTo.to.part === undefined);
  const told = (meant.length > 0 ? meant : all).map((one) => ({
    ...one,
    reason: isThere && one.person !== null ? ('named' as const) : one.reason,
  }));
  const where = `the cell ${file.gridCell ?? 'unassigned'} ${reason}`;
  const way = isThere ? where : `not in the roster, so ${where}`;
  return { ...bare, recipients: told, trail: `${givenInWords(givenTo, recipients)}; ${way}` };
}

/** Only if it adds information. */
function waiting(
  own: QuietHours | undefined,
  recipients: Recipients,
  at: number,
): Pick<Recipient, 'quietUntil'> {
  const quietUntil = waitsUntil(own, recipients, at);
  return quietUntil === null ? {} : { quietUntil };
}

/** A cell of a simple roster that belongs to no unit keeps its entry. */
function isOfSimplestRoster(
  { givenTo }: RoutedCase,
  gridCell: string | null,
  { organisation, plan }: Recipients,
): boolean {
  const { person, unit, level } = givenTo?.to ?? {};
  if ((person ?? unit ?? level) !== undefined) return false;
  const hasUnit = organisation.units.some(({ cells }) => cells?.includes(gridCell ?? ''));
  return !hasUnit && plan.roster.some((duty) => duty.gridCell === gridCell);
}

function recipientOf(
  { target, duty, way }: Told,
  { gridCell, givenTo }: RoutedCase,
  { recipients: parts, at }: Pick<RecipientsInput, 'recipients' | 'at'>,
): Recipient {
  const role = duty?.part ?? target.part;
  const topic = notificationTopic(gridCell, role);
  const { organisation, telling } = parts;
  const found = organisation.people.find(({ id }) => id === duty?.person);
  const direct = telling && { addressee: found ? personAddressed(found) : null };
  if (duty === null) return { role, person: null, topic, reason: 'nobody-on-any-level', ...direct };
  const name = found?.name ?? duty.person;
  const person = found?.phone === undefined ? { name } : { name, phone: found.phone };
  const wait = waiting(found?.quietHours, parts, at);
  return { role, person, topic, reason: reasonOf(way, !!givenTo), ...wait, ...direct };
}

/** Several roles may be asked of a named unit. */
function reasonOf(way: Told['way'], isNamed: boolean): RoutingReason {
  if (!isNamed) return way.length > 1 ? 'went-up' : 'on-duty';
  const isFirst = way.every(({ unit, person, reason }) => {
    const isMissed = person !== undefined && reason !== 'on-duty';
    return unit === way[0]?.unit && !isMissed;
  });
  return isFirst ? 'named' : 'went-up';
}

function firstWord({ givenTo }: RoutedCase, { route }: Routing, recipients: Recipients): string {
  return givenTo ? givenInWords(givenTo, recipients) : `route ${route}`;
}

/** Such as "transferred to Wang Min by li". */
function givenInWords({ to, by, how }: GivenTo, { organisation }: Recipients): string {
  const person = organisation.people.find(({ id }) => id === to.person)?.name ?? to.person;
  const unit = organisation.units.find(({ id }) => id === to.unit)?.name ?? to.unit;
  const cell = to.cell === undefined ? undefined : `cell ${to.cell}`;
  const named = [person, to.part, unit, cell, to.level].filter((one) => one !== undefined);
  return `${how} to ${named.join(', ')} by ${by ?? 'dispatch'}`;
}

/** A person who is named is notified alone. */
function groupOf(
  { givenTo }: RoutedCase,
  { unit, told }: Routing,
  recipients: Recipients,
  level: number,
): Addressee | null {
  const isAlone = givenTo?.to.person !== undefined && told[0]?.way.length === 1;
  return isAlone ? null : groupOfUnit(recipients, unit, level);
}

/** Of the nearest unit with a group channel, from the case's unit upwards, or from the level of escalation. */
function groupOfUnit({ organisation }: Recipients, unit: string | null, level: number) {
  const tree = createUnitTree(organisation.units);
  const own = unit === null ? tree.top() : tree.find(unit);
  const way = own === null ? [] : tree.upFrom(own);
  const from = Math.min(level, way.length - 1);
  const found = way.slice(from).find(({ channels = [] }) => channels.length > 0);
  return found === undefined ? null : unitAddressed(found);
}

function askedOf({ way, duty }: Told, { organisation }: Recipients): Asked[] {
  const nameOf = (id: string) => organisation.people.find((one) => one.id === id)?.name ?? id;
  return way.map(({ unit: id, part, person: named, reason }, index) => {
    const unit = organisation.units.find((one) => one.id === id)?.name ?? id;
    const person = named ?? (index === way.length - 1 ? duty?.person : undefined);
    const found = person === undefined ? {} : { person: nameOf(person) };
    return { part, unit, ...found, result: reason };
  });
}

function askedOfCell(all: readonly Recipient[], gridCell: string | null): Asked[] {
  return all.map(({ role, person }) => ({
    part: role,
    unit: gridCell ?? 'unassigned',
    ...(person && { person: person.name }),
    result: person ? ('on-duty' as const) : ('nobody-on-duty' as const),
  }));
}

/** Such as "officer: west-1 nobody-on-duty, linzi wang-min". */
function wayInWords({ target, duty, way }: Told): string {
  const steps = way.map(({ unit, person, reason }) =>
    [unit, ...(person === undefined ? [] : [person]), reason].join(' '),
  );
  const end = duty === null ? 'nobody' : duty.person;
  return `${target.part}: ${[...steps, end].join(', ')}`;
}
