// The recipients of a case: the first matching route names the roles of a unit, and the roster names the people; if nobody is on
// duty, the next level up is asked and this is recorded. Pure. The result is also the answer of a dry run: every route with the
// reason why it did not match, and every unit that was asked.
import {
  isUrgent,
  lastRoute,
  type AskResult,
  type Calendar,
  type CaseSummary,
  type DutyPart,
  type Organisation,
  type Route,
  type RouteTarget,
  type Unit,
} from '../../contracts/index.ts';
import { createHoursCheck } from '../../geofences/index.ts';
import type { OnDuty, Roster } from '../roster/roster.ts';
import type { GivenTo } from '../cases/case-record.ts';
import { findNamed, type NamedParts } from './named-target.ts';
import type { Told, Way } from './told-way.ts';
import { atLevel, createUnitTree, type UnitTree } from './unit-tree.ts';

export type RoutedCase = Pick<CaseSummary, 'kind' | 'severity' | 'gridCell' | 'place'> & {
  /** The person or unit that the case was assigned to by name; then no route is used. */
  givenTo?: GivenTo | null;
};

/** Why a route did not match. */
export type RouteMismatch = 'kind' | 'severity' | 'cell' | 'unit' | 'place' | 'hours';

export interface Routing {
  route: string;
  /** The routes before it, and why they did not match. */
  passed: { route: string; because: RouteMismatch }[];
  /** The unit of the cell; null when it belongs to none, and the highest unit is asked. */
  unit: string | null;
  told: Told[];
}

export interface RouterParts {
  routes: readonly Route[];
  organisation: Organisation;
  roster: Pick<Roster, 'onDuty'>;
  /** For non-urgent cases: the order of people during their quiet hours. */
  quietRoster?: Pick<Roster, 'onDuty'>;
  timezone: string;
  calendar: Calendar;
  /** Whether people are notified directly, besides the topics. */
  hasDirect: boolean;
}

export interface RouteRequest {
  case: RoutedCase;
  at: number;
  /** Escalation: levels above the first unit, and which of its people; 0 and 0 at first. */
  level?: number;
  person?: number;
  /** Ignores quiet hours. */
  ringsThrough?: boolean | undefined;
}

export type Router = (request: RouteRequest) => Routing;

export function createRouter(parts: RouterParts): Router {
  const tree = createUnitTree(parts.organisation.units);
  const isWithin = createHoursCheck(parts.timezone, parts.calendar);
  return (request) => {
    const isOrdinary = !isUrgent(request.case.severity) && request.ringsThrough !== true;
    const roster = (isOrdinary ? parts.quietRoster : undefined) ?? parts.roster;
    const own = tree.ofCell(request.case.gridCell);
    if (request.case.givenTo)
      return toNamed(request.case.givenTo, { ...parts, roster, tree, own }, request);
    const passed: Routing['passed'] = [];
    for (const route of [...parts.routes, lastRoute]) {
      const because = mismatchOf(route, { ...request, tree, own, isWithin });
      if (because === null) {
        const ask = { request, tree, own, roster };
        const told = route.tell.map((target) => findTold(target, ask));
        return { route: route.name, passed, unit: own?.id ?? null, told };
      }
      passed.push({ route: route.name, because });
    }
    throw new Error('the last route fits every case');
  };
}

/** The name of the route tells in which step it was assigned. */
function toNamed(
  { to, how }: GivenTo,
  parts: NamedParts & { own: Unit | null },
  { at, level = 0, person = 0 }: RouteRequest,
): Routing {
  const { start, ...told } = findNamed({ to, own: parts.own, at, level, person }, parts);
  return { route: how, passed: [], unit: start, told: [told] };
}

interface MatchInput extends RouteRequest {
  tree: UnitTree;
  own: Unit | null;
  isWithin: ReturnType<typeof createHoursCheck>;
}

function mismatchOf(route: Route, input: MatchInput): RouteMismatch | null {
  const { kind, severity = 'normal', gridCell, place } = input.case;
  if (!(route.kinds?.includes(kind) ?? true)) return 'kind';
  if (!(route.severities?.includes(severity) ?? true)) return 'severity';
  if (route.cells && (gridCell === null || !route.cells.includes(gridCell))) return 'cell';
  if (route.units && !isBelow(route.units, input)) return 'unit';
  if (route.places && (!place || !route.places.includes(place))) return 'place';
  return input.isWithin(route.hours, input.at) ? null : 'hours';
}

function isBelow(units: readonly string[], { tree, own }: MatchInput): boolean {
  return own !== null && tree.upFrom(own).some(({ id }) => units.includes(id));
}

interface Ask {
  request: RouteRequest;
  tree: UnitTree;
  own: Unit | null;
  roster: Pick<Roster, 'onDuty'>;
}

function findTold(target: RouteTarget, ask: Ask): Told {
  const { request, roster } = ask;
  const way: Way[] = [];
  const units = wayOf(target, ask);
  const first = Math.min(request.level ?? 0, units.length - 1);
  for (const [index, unit] of units.entries()) {
    if (index < first) {
      way.push({ unit: unit.id, part: target.part, reason: 'escalated-past' });
      continue;
    }
    for (const part of partsAt(target.part, index > 0 || isStranger(target, ask))) {
      const serving = roster.onDuty(unit.id, part, request.at);
      // Higher levels are asked from their first person on.
      const duty = serving[index === first ? (request.person ?? 0) : 0];
      way.push({ unit: unit.id, part, reason: reasonOf(serving, duty) });
      if (duty) return { target, duty: { ...duty, unit: unit.id, part }, way };
    }
  }
  return { target, duty: null, way };
}

function reasonOf(serving: readonly OnDuty[], duty: OnDuty | undefined): AskResult {
  if (duty) return 'on-duty';
  return serving.length === 0 ? 'nobody-on-duty' : 'no-further-person';
}

/** Above the intended unit, the duty leader is asked if nobody has that role. */
function partsAt(part: DutyPart, isAbove: boolean): DutyPart[] {
  return isAbove && part !== 'duty-leader' ? [part, 'duty-leader'] : [part];
}

/** Cases outside all units belong to the highest unit. */
function isStranger({ unit }: RouteTarget, { own, tree }: Ask): boolean {
  return unit === undefined ? own === null : tree.find(unit) === null;
}

function wayOf(target: RouteTarget, { tree, own }: Ask): Unit[] {
  const named = target.unit === undefined ? own : tree.find(target.unit);
  const start = named ?? tree.top();
  if (start === null) return [];
  const way = tree.upFrom(start);
  if (target.level === undefined) return way;
  const index = atLevel(way, target.level);
  return index < 0 ? way : way.slice(index);
}
