// The set-up of people over HTTP: who sees what, changes that others make at the same time, what somebody holds, and tables.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peopleSetupSchema, personHoldsSchema, type PutPerson } from '../../contracts/index.ts';
import { takeOn } from '../testing/act.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { siteOfTwoCells } from '../testing/two-cells.ts';

let api: TestApi;
let operator: { cookie: string };
let admin: { cookie: string };
beforeAll(async () => {
  api = await openTestApi({}, null, siteOfTwoCells());
  operator = await api.as('operator');
  admin = await api.as('admin');
}, 60_000);
afterAll(() => api.close());

const send = (method: 'GET' | 'PUT' | 'POST', path: string, body?: object, headers = operator) =>
  api.app.inject({
    method,
    url: `/api/people-setup${path}`,
    headers,
    ...(body && { payload: body }),
  });
const list = async (headers = operator) =>
  peopleSetupSchema.parse((await send('GET', '', undefined, headers)).json());
const li = { id: 'li', name: '李娜', channels: ['mqtt'] };
const put = async (change: Partial<PutPerson> = {}) => {
  const body = { baseVersion: null, person: li, shifts: [], reason: 'new', ...change };
  return send('PUT', `/${body.person.id}`, body);
};

it('lists people with their origin; log-ins only for administrators', async () => {
  const setup = await list();
  expect(setup.people).toMatchObject([
    { person: { id: 'wang' }, origin: 'site-file' },
    { person: { id: 'zhou' }, origin: 'site-file' },
  ]);
  expect(setup).toMatchObject({ version: 1, logIns: null, today: '2026-11-22' });
  expect((await list(admin)).logIns).toMatchObject([
    { username: 'admin', hasPassword: true, invitedUntil: null },
    { username: 'auditor' },
    { username: 'operator' },
    { username: 'responder' },
  ]);
});

it('adds a person with a duty, which counts at once, and edits it as a change of the site file', async () => {
  const { units } = await list();
  const unit = units[0]?.id ?? '';
  const added = await put({ duties: [{ unit, part: 'property' }] });
  expect(added.json()).toEqual({ version: 2 });
  expect(api.parts.recipients.roster.onDuty(unit, 'property', api.clock.now())).toMatchObject([
    { person: 'li' },
  ]);
  const setup = await list();
  const wang = setup.people[0]!.person;
  const shifts = setup.shifts.filter(({ people }) => people.includes('wang')).map(({ id }) => id);
  const edit = { baseVersion: 2, person: { ...wang, phone: '1' }, shifts };
  expect((await put(edit)).statusCode).toBe(200);
  expect((await list()).people.map(({ origin }) => origin)).toEqual([
    'edited',
    'site-file',
    'dashboard',
  ]);
  expect((await put({ ...edit, baseVersion: 3 })).json()).toMatchObject({ error: 'unchanged' });
});

it.each([
  [{}, 409, 'id-taken'],
  [{ baseVersion: 1 }, 409, 'stale'],
  [{ baseVersion: 999 }, 404, 'not-found'],
  [{ person: { ...li, id: 'new', channels: ['nowhere'] } }, 400, 'invalid'],
  [
    { person: { ...li, id: 'new' }, duties: [{ unit: 'nowhere', part: 'officer' as const }] },
    400,
    'invalid',
  ],
  [{ person: { ...li, id: 'new' }, shifts: ['nowhere'] }, 409, 'stale'],
  [{ reason: '' }, 400, 'invalid'],
])('refuses %j: %i %s', async (change, status, error) => {
  const answer = await put(change);
  expect(answer.json()).toMatchObject({ error });
  expect(answer.statusCode).toBe(status);
});

it('does not keep two who add people at the same time from each other', async () => {
  const answers = await Promise.all(['a', 'b', 'c'].map((id) => put({ person: { id, name: id } })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  const ids = (await list()).people.map(({ person }) => person.id);
  expect(ids).toEqual(expect.arrayContaining(['a', 'b', 'c']));
});

it('refuses those who may not', async () => {
  for (const role of ['responder', 'auditor'] as const)
    expect((await send('GET', '', undefined, await api.as(role))).statusCode).toBe(403);
});

describe('somebody who goes', () => {
  it('is shown with what is held, and taken out of everything', async () => {
    const user = { id: 'op', name: 'Op', user: 'operator' };
    await put({ person: user });
    const alert = anAlert({ incidentId: 'held' });
    await api.store.cases.record(planFor(alert));
    const caseId = (await api.store.cases.findByIncident('held'))?.id ?? '';
    await takeOn(api.store, caseId, { by: 'operator', at: api.clock.now() });
    const holds = personHoldsSchema.parse((await send('GET', '/op/holds')).json());
    expect(holds).toMatchObject({
      caseCount: 1,
      cases: [{ id: caseId, isAccepted: true }],
      onlyIn: [],
    });
    const { version } = await list();
    const removed = await send('POST', '/op/remove', { baseVersion: version, reason: 'left' });
    expect(removed.json()).toEqual({ version: version + 1 });
    expect((await send('GET', '/op/holds')).statusCode).toBe(404);
    const again = await send('POST', '/op/remove', { baseVersion: version, reason: 'left' });
    expect(again.statusCode).toBe(404);
  });

  it('stays while a shift has nobody else, and is told which', async () => {
    const { version } = await list();
    const answer = await send('POST', '/li/remove', { baseVersion: version, reason: 'left' });
    expect(answer.json()).toMatchObject({ error: 'shift-empty' });
    expect(answer.json<{ message: string }>().message).toContain('-property"');
    const holds = personHoldsSchema.parse((await send('GET', '/li/holds')).json());
    expect(holds.onlyIn).toHaveLength(1);
  });
});

it('gives people as a table in both languages, and one to fill in', async () => {
  const table = await send('GET', '/export.csv?language=en');
  expect(table.headers['content-type']).toContain('text/csv');
  expect(table.body).toMatch(/^\ufeffid,name,phone/);
  expect(table.body).toContain('李娜');
  expect((await send('GET', '/template.csv')).body).toMatch(/^\ufeff编号,姓名/);
});
