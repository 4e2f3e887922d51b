// People as operators and administrators set them up: the list, one change with its duties, what a person still holds, and tables.
// Every change is a version of the roster.
import {
  peopleSetupParamsSchema,
  peopleSetupSchema,
  peopleTableQuerySchema,
  personHoldsSchema,
  putPersonSchema,
  removePersonSchema,
  rosterVersionSchema,
  type RosterVersion,
} from '../../contracts/index.ts';
import type { DutyVersion } from '../../contracts/index.ts';
import { localText } from '../local-text.ts';
import { decidePerson, type PersonRefusal, type PersonWish } from '../people/decide-person.ts';
import { peopleTemplate, toPeopleCsv } from '../people/people-csv.ts';
import { peopleList } from '../people/people-list.ts';
import { personHolds } from '../people/person-holds.ts';
import { changeRoster } from '../engine/change-roster.ts';
import type { ApiParts, App } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, notFound, ProblemError } from './problem.ts';
import { refusalOf } from './roster-refusal.ts';
import { entryOf } from './user-routes.ts';

const root = '/api/people-setup';
const params = peopleSetupParamsSchema;

export function addPeopleSetupRoutes(app: App, parts: ApiParts): void {
  addList(app, parts);
  addHolds(app, parts);
  addChanging(app, parts);
  addTables(app, parts);
}

function addList(app: App, parts: ApiParts): void {
  const { duty, store, channels, clock, site } = parts;
  const response = { 200: peopleSetupSchema, ...problemResponses };
  app.get(root, { schema: { response } }, async ({ session }) => {
    await duty.refresh();
    const { version, content } = duty.current();
    const ground = { siteFile: await duty.siteFile(), devices: await store.push.deviceCounts() };
    // Names and rights of log-ins are for those who manage users.
    const seesLogIns = session?.user.role === 'admin';
    return {
      ...{ version, units: content.units, shifts: content.shifts },
      today: localText(clock.now(), site.timezone).slice(0, 10),
      people: peopleList({ content, ...ground }),
      channels: channels.list(),
      logIns: seesLogIns ? (await store.people.list()).map(entryOf) : null,
      simpleDuties: content.roster.length,
    };
  });
}

function addHolds(app: App, { duty, store, clock, site }: ApiParts): void {
  const response = { 200: personHoldsSchema, ...problemResponses };
  app.get(`${root}/:id/holds`, { schema: { params, response } }, async ({ params: { id } }) => {
    const { content } = duty.current();
    const person = content.people.find((one) => one.id === id);
    if (person === undefined) throw notFound('such person in the roster');
    const now = clock.now();
    const named = { username: person.user ?? '', person: id };
    const today = localText(now, site.timezone).slice(0, 10);
    return personHolds({
      ...{ person, content, today },
      cases: await store.cases.list({ open: true, cells: [], named, limit: mostCases }),
      swaps: await store.shifts.swapsSince(now),
    });
  });
}

const mostCases = 10_000;

function addChanging(app: App, parts: ApiParts): void {
  const response = { 200: rosterVersionSchema, ...problemResponses };
  app.put(`${root}/:id`, { schema: { params, body: putPersonSchema, response } }, (request) => {
    const { id } = request.params;
    const { person, shifts, duties, ...by } = request.body;
    if (person.id !== id)
      throw invalidInput([{ path: 'person.id', message: `expected "${id}", got "${person.id}"` }]);
    return change(parts, { id, person, shifts, duties }, { ...by, author: authorOf(request) });
  });
  app.post(
    `${root}/:id/remove`,
    { schema: { params, body: removePersonSchema, response } },
    (request) => {
      const wish = { id: request.params.id, person: null, shifts: [], duties: [] };
      return change(parts, wish, { ...request.body, author: authorOf(request) });
    },
  );
}

interface By {
  baseVersion: number | null;
  reason: string;
  author: string;
}

async function change(
  { duty }: Pick<ApiParts, 'duty'>,
  wish: PersonWish,
  { baseVersion, ...by }: By,
): Promise<RosterVersion> {
  const base = baseVersion === null ? null : await baseOf(duty, baseVersion);
  const refusals: ProblemError[] = [];
  const make = (now: DutyVersion['content']) => {
    const decided = decidePerson(wish, { now, base: base?.content ?? null });
    if (!decided.ok) refusals.push(refusal(decided));
    return decided.ok ? decided.content : null;
  };
  await duty.refresh();
  const outcome = await changeRoster(duty, { make, ...by });
  if (outcome === null) throw refusals.at(-1) ?? notFound(texts.absent);
  if (!outcome.ok) throw refusalOf(outcome);
  return { version: outcome.version.version };
}

async function baseOf(duty: ApiParts['duty'], version: number): Promise<DutyVersion> {
  const found = await duty.find(version);
  if (found === null) throw notFound('such version of the roster');
  return found;
}

const texts: Readonly<Record<PersonRefusal, string>> = {
  'id-taken': 'the roster has a person with this id:',
  absent: 'such person in the roster',
  stale: 'somebody else has changed this person or shift:',
  'shift-empty': 'nobody would be left in the shift',
};

function refusal({ reason, detail }: { reason: PersonRefusal; detail: string }): ProblemError {
  return reason === 'absent'
    ? notFound(texts.absent)
    : new ProblemError(409, reason, `${texts[reason]} "${detail}"`);
}

function addTables(app: App, { duty }: ApiParts): void {
  const schema = { querystring: peopleTableQuerySchema };
  app.get(`${root}/export.csv`, { schema }, async ({ query }, reply) => {
    await duty.refresh();
    const text = toPeopleCsv(duty.current().content.people, query.language);
    return reply.headers(fileHeaders('people.csv')).send(text);
  });
  app.get(`${root}/template.csv`, { schema }, ({ query }, reply) =>
    reply.headers(fileHeaders('people-template.csv')).send(peopleTemplate(query.language)),
  );
}

function fileHeaders(name: string) {
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  };
}
