// Who is on duty, what is wrong with the coming shifts, and who would be told of a case: questions that change nothing.
import {
  dutyFaultsQuerySchema,
  dutyFaultsSchema,
  dutyListSchema,
  dutyQuerySchema,
  routeTestAnswerSchema,
  routeTestSchema,
} from '../../contracts/index.ts';
import { coverageFaults } from '../roster/coverage.ts';
import { dutiesOf } from '../roster/roster.ts';
import { toRecipients } from '../routing/recipients.ts';
import type { ApiParts, App } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput } from './problem.ts';

const weekMs = 7 * 86_400_000;
/** A longer look ahead takes too long for one request. */
const longestMs = 62 * 86_400_000;

export function addDutyRoutes(app: App, parts: ApiParts): void {
  const { recipients, clock } = parts;
  const { organisation, roster } = recipients;
  app.get(
    '/api/duty',
    {
      schema: {
        querystring: dutyQuerySchema,
        response: { 200: dutyListSchema, ...problemResponses },
      },
    },
    ({ query: { at = clock.now() } }) => {
      const duties = dutiesOf(organisation.shifts, organisation.overrides);
      return {
        at,
        duties: duties.map(({ unit, part }) => ({
          ...{ unit, part },
          people: roster.onDuty(unit, part, at),
          nextChange: roster.nextChange(unit, part, at),
        })),
      };
    },
  );
  addFaults(app, parts);
  addRouteTest(app, parts);
}

function addFaults(app: App, { recipients, channels: desk, clock }: ApiParts): void {
  const { organisation, roster } = recipients;
  app.get(
    '/api/duty/faults',
    {
      schema: {
        querystring: dutyFaultsQuerySchema,
        response: { 200: dutyFaultsSchema, ...problemResponses },
      },
    },
    ({ query }) => {
      const { from = clock.now() } = query;
      const { to = from + weekMs } = query;
      if (to <= from || to - from > longestMs)
        throw invalidInput([{ path: 'to', message: 'expected an end within 62 days after from' }]);
      const working = desk.list().filter(({ problem }) => problem === null);
      const channels = ['mqtt', ...working.map(({ id }) => id)];
      return { faults: coverageFaults({ organisation, roster, channels, from, to }) };
    },
  );
}

function addRouteTest(app: App, { recipients, clock }: ApiParts): void {
  app.post(
    '/api/routes/test',
    {
      schema: {
        body: routeTestSchema,
        response: { 200: routeTestAnswerSchema, ...problemResponses },
      },
    },
    ({ body: { at = clock.now(), level, person, ...file } }) => {
      const found = toRecipients({ case: file, recipients, at }, { level, person });
      const told = found.recipients.map(({ role, person: who, topic, reason }) => ({
        ...{ role, topic, reason, person: who?.name ?? null },
      }));
      return { at, recipients: told, passed: found.passed, trail: found.trail };
    },
  );
}
