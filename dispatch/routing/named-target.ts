// The recipients of a case that was assigned by name: the named person or the people of the named unit while they can be
// notified, otherwise the next level up. Pure: takes the target, the organisation, the people on duty and the time; returns the
// recipients and every step of the search, with the reasons.
import type {
  AskResult,
  Assignee,
  DutyPart,
  Organisation,
  StaffMember,
  Unit,
} from '../../contracts/index.ts';
import { caseDay } from '../cases/case-record.ts';
import { dutiesOf, type OnDuty, type Roster } from '../roster/roster.ts';
import type { Told, Way } from './told-way.ts';
import { atLevel, type UnitTree } from './unit-tree.ts';

export interface NamedParts {
  organisation: Pick<Organisation, 'people' | 'shifts' | 'overrides'>;
  roster: Pick<Roster, 'onDuty'>;
  tree: UnitTree;
  timezone: string;
  /** Whether the site has direct channels: then a person without a channel cannot be notified. */
  hasDirect: boolean;
}

export interface NamedRequest {
  to: Assignee;
  /** The unit of the case's cell. */
  own: Unit | null;
  at: number;
  /** Escalation: levels above the named unit, and which of its people. */
  level: number;
  person: number;
}

export interface NamedTold extends Told {
  /** Where the search upwards begins; null on a site without units. */
  start: string | null;
}

interface Place {
  unit: Unit | null;
  part: DutyPart | null;
}

export function findNamed(request: NamedRequest, parts: NamedParts): NamedTold {
  const { unit: start, part } = placeOf(request, parts);
  const units = start === null ? [] : parts.tree.upFrom(start);
  const from = Math.min(request.level, units.length - 1);
  const way: Way[] = [];
  const target = { part: part ?? 'officer' };
  for (const [index, unit] of units.entries()) {
    if (index < from) {
      way.push({ unit: unit.id, part: target.part, reason: 'escalated-past' });
      continue;
    }
    const turn = index === from ? request.person : 0;
    const asked = { request, parts, unit, part, turn, isFirst: index === 0 };
    const duty = askUnit(asked, way, index === units.length - 1);
    if (duty !== null) return { target, duty, way, start: start?.id ?? null };
  }
  return { target, duty: null, way, start: start?.id ?? null };
}

interface Asked {
  request: NamedRequest;
  parts: NamedParts;
  unit: Unit;
  part: DutyPart | null;
  /** Which of its people. */
  turn: number;
  isFirst: boolean;
}

function askUnit(asked: Asked, way: Way[], isLast: boolean): Told['duty'] {
  const { request, parts, unit, isFirst, part } = asked;
  const named = isFirst ? request.to.person : undefined;
  if (named === undefined) return askPeople(asked, way);
  const reason = whyNot(named, unit, request, parts);
  const at = { unit: unit.id, part: part ?? 'officer', person: named };
  if (reason !== null) {
    way.push({ ...at, reason });
    // Colleagues are asked only if there is no unit above.
    return isLast ? askPeople(asked, way) : null;
  }
  if (asked.turn > 0) return askPeople({ ...asked, turn: asked.turn - 1 }, way, named);
  way.push({ ...at, reason: 'on-duty' });
  return { person: named, because: 'shift', shift: null, unit: unit.id, part: at.part };
}

/** Anybody of the unit who is on duty and can be notified, except the person who has already been asked. */
function askPeople(asked: Asked, way: Way[], without?: string): Told['duty'] {
  const { request, parts, unit, turn } = asked;
  for (const part of partsAt(asked)) {
    const serving = parts.roster
      .onDuty(unit.id, part, request.at)
      .filter(({ person }) => person !== without);
    const reached = serving.filter(({ person }) => hasChannel(person, parts));
    const duty = reached[turn];
    way.push({ unit: unit.id, part, reason: reasonOf(serving, reached, duty) });
    if (duty) return { ...duty, unit: unit.id, part };
  }
  return null;
}

function reasonOf(
  serving: readonly OnDuty[],
  reached: readonly OnDuty[],
  duty: OnDuty | undefined,
): AskResult {
  if (duty) return 'on-duty';
  if (serving.length === 0) return 'nobody-on-duty';
  return reached.length === 0 ? 'no-channel' : 'no-further-person';
}

function partsAt({ part, isFirst }: Asked): DutyPart[] {
  if (part === null)
    return isFirst ? ['officer', 'duty-leader', 'property'] : ['officer', 'duty-leader'];
  return isFirst || part === 'duty-leader' ? [part] : [part, 'duty-leader'];
}

/** Why the named person cannot be notified; null when he can. */
function whyNot(
  person: string,
  unit: Unit,
  { at }: NamedRequest,
  parts: NamedParts,
): AskResult | null {
  const found = parts.organisation.people.find(({ id }) => id === person);
  if (found === undefined || hasLeft(found, at, parts.timezone)) return 'left';
  const isThere = servedBy(person, at, parts).some((duty) => duty.unit === unit.id);
  if (!isThere) return 'off-duty';
  return hasChannel(person, parts) ? null : 'no-channel';
}

function hasLeft({ until }: StaffMember, at: number, timezone: string): boolean {
  return until !== undefined && caseDay(at, timezone) > until.replaceAll('-', '');
}

function hasChannel(person: string, { organisation, hasDirect }: NamedParts): boolean {
  if (!hasDirect) return true;
  return (organisation.people.find(({ id }) => id === person)?.channels.length ?? 0) > 0;
}

/** The duties of a person at a time. */
function servedBy(person: string, at: number, { organisation, roster }: NamedParts) {
  return dutiesOf(organisation.shifts, organisation.overrides).filter(({ unit, part }) =>
    roster.onDuty(unit, part, at).some((one) => one.person === person),
  );
}

/** The unit of the named people: for a unit that no longer exists, the highest one. */
function placeOf({ to, own, at }: NamedRequest, parts: NamedParts): Place {
  const { tree } = parts;
  const part = to.part ?? null;
  const top = tree.top();
  if (to.person !== undefined) return placeOfPerson({ to, own, at, person: to.person }, parts);
  if (to.unit !== undefined) return { part, unit: tree.find(to.unit) ?? top };
  if (to.cell !== undefined) return { part, unit: tree.ofCell(to.cell) ?? top };
  const way = own === null ? [] : tree.upFrom(own);
  const index = to.level === undefined ? 0 : atLevel(way, to.level);
  return { part, unit: way[index] ?? top };
}

type AskedPerson = Pick<NamedRequest, 'to' | 'own' | 'at'> & { person: string };

/** The unit of his current duty, preferably the one he was named for; else of his shifts; else the case's own unit. */
function placeOfPerson({ to, own, at, person }: AskedPerson, parts: NamedParts): Place {
  const { tree, organisation } = parts;
  const named = to.unit ?? (to.cell === undefined ? undefined : tree.ofCell(to.cell)?.id);
  const served = servedBy(person, at, parts);
  const wanted = named ?? own?.id;
  const duty =
    served.find(({ unit }) => unit === wanted) ?? (named === undefined ? served[0] : undefined);
  const shift = organisation.shifts.find(({ people }) => people.includes(person));
  const unit = duty?.unit ?? named ?? shift?.unit;
  const part = duty?.part ?? to.part ?? shift?.part ?? null;
  return { part, unit: (unit === undefined ? own : tree.find(unit)) ?? own ?? tree.top() };
}
