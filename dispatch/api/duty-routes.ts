// Read-only questions about duty: who is on duty, faults of the coming shifts, and who would be notified of a case.
import {
  dutyFaultsQuerySchema,
  dutyFaultsSchema,
  dutyListSchema,
  dutyQuerySchema,
  holdsCell,
  kinds,
  routeTestAnswerSchema,
  routeTestSchema,
  unknownKind,
  type Organisation,
} from '../../contracts/index.ts';
import { comingShifts } from '../roster/coming-shifts.ts';
import { coverageFaults, type CoverageFault } from '../roster/coverage.ts';
import { dutiesOf } from '../roster/roster.ts';
import { toRecipients } from '../routing/recipients.ts';
import { personOfUser } from '../routing/taken-duty.ts';
import { unitsWithin } from '../routing/units-within.ts';
import type { App, BasicParts, DutyParts } from './api-parts.ts';
import { foreignCell } from './guard.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput } from './problem.ts';

const weekMs = 7 * 86_400_000;
const comingMs = 2 * weekMs;
/** A longer preview would take too long for one request. */
const longestMs = 62 * 86_400_000;

const dutyListCall = {
  querystring: dutyQuerySchema,
  response: { 200: dutyListSchema, ...problemResponses },
};

export function addDutyRoutes(app: App, parts: BasicParts & DutyParts): void {
  const { recipients, clock } = parts;
  app.get(
    '/api/duty',
    { schema: dutyListCall },
    ({ query: { at = clock.now(), coming }, session }) => {
      const { organisation, roster } = recipients;
      const isShown = unitsWithin(organisation.units, session?.user.cells);
      const all = dutiesOf(organisation.shifts, organisation.overrides);
      const duties = all.filter(({ unit }) => isShown(unit));
      const names = namesOf(organisation);
      const me = personOfUser(session?.user.username ?? null, organisation)?.id ?? null;
      const whose = coming ?? me;
      const span = { from: at, to: at + comingMs };
      return {
        at,
        me,
        coming: whose === null ? [] : comingShifts(whose, duties, roster, span),
        colleagues: colleaguesIn(organisation, isShown),
        duties: duties.map(({ unit, part }) => ({
          unit,
          part,
          unitName: names.get(`unit ${unit}`) ?? unit,
          people: roster.onDuty(unit, part, at).map((one) => ({
            ...one,
            name: names.get(`person ${one.person}`) ?? one.person,
          })),
          nextChange: roster.nextChange(unit, part, at),
        })),
      };
    },
  );
  addFaults(app, parts);
  addRouteTest(app, parts);
}

function namesOf({ units, people }: Organisation): Map<string, string> {
  return new Map([
    ...units.map(({ id, name }) => [`unit ${id}`, name] as const),
    ...people.map(({ id, name }) => [`person ${id}`, name] as const),
  ]);
}

/** Without telephone numbers and addresses, which only readers of the roster may see. */
function colleaguesIn({ shifts, people }: Organisation, isShown: (unit: string) => boolean) {
  const serving = new Set(
    shifts.filter(({ unit }) => isShown(unit)).flatMap((shift) => shift.people),
  );
  return people.filter(({ id }) => serving.has(id)).map(({ id, name }) => ({ person: id, name }));
}

function addFaults(
  app: App,
  { recipients, channels: service, clock }: BasicParts & DutyParts,
): void {
  app.get(
    '/api/duty/faults',
    {
      schema: {
        querystring: dutyFaultsQuerySchema,
        response: { 200: dutyFaultsSchema, ...problemResponses },
      },
    },
    ({ query, session }) => {
      const { organisation, roster } = recipients;
      const isShown = unitsWithin(organisation.units, session?.user.cells);
      const { from = clock.now() } = query;
      const { to = from + weekMs } = query;
      if (to <= from || to - from > longestMs)
        throw invalidInput([{ path: 'to', message: 'expected an end within 62 days after from' }]);
      const working = service.list().filter(({ problem }) => problem === null);
      const channels = ['mqtt', ...working.map(({ id }) => id)];
      const faults = coverageFaults({ organisation, roster, channels, from, to });
      const shown = faults.filter(({ unit }) => isShown(unit));
      return { faults: shown.map((fault) => withoutForeign(fault, isShown)) };
    },
  );
}

/** A person may be on duty twice, once in a unit that the caller may not see. The answer says so without naming that unit. */
function withoutForeign(fault: CoverageFault, isShown: (unit: string) => boolean): CoverageFault {
  if (!('others' in fault)) return fault;
  return { ...fault, others: fault.others.filter(({ unit }) => isShown(unit)) };
}

function addRouteTest(app: App, { recipients, site, clock }: BasicParts & DutyParts): void {
  app.post(
    '/api/routes/test',
    {
      schema: {
        body: routeTestSchema,
        response: { 200: routeTestAnswerSchema, ...problemResponses },
      },
    },
    ({ body: { at = clock.now(), level, person, ...file }, session }) => {
      if (!holdsCell(session?.user.cells, file.gridCell)) throw foreignCell();
      const own = site.writtenKinds;
      if (!kinds.includes(file.kind) && !own.some(({ id }) => id === file.kind))
        throw invalidInput([{ path: 'kind', message: unknownKind(file.kind, own) }]);
      const found = toRecipients({ case: file, recipients, at }, { level, person });
      const told = found.recipients.map(({ role, person: who, topic, reason, quietUntil }) => ({
        role,
        topic,
        reason,
        person: who?.name ?? null,
        quietUntil: quietUntil ?? null,
      }));
      const { passed, passedOver, trail } = found;
      return { at, recipients: told, passed, passedOver, trail };
    },
  );
}
