// Numbers over HTTP: the days, the grouping, the permissions, as JSON and as a table.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numbersSchema, type User } from '../../contracts/index.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
  for (const incidentId of ['one', 'two', 'three']) {
    const alert = anAlert({ incidentId, capturedAt: api.clock.now() });
    await api.store.cases.record(planFor(alert));
  }
  await act('one', 'operator', { action: 'void', why: 'false-alarm' });
  await act('two', 'responder', { action: 'acknowledge' });
}, 120_000);
afterAll(() => api.close());

async function act(incidentId: string, role: User['role'], payload: object): Promise<void> {
  const file = await api.store.cases.findByIncident(incidentId);
  const url = `/api/cases/${file?.id ?? ''}/transitions`;
  const headers = await api.as(role);
  const answer = await api.app.inject({ method: 'POST', url, payload, headers });
  expect(answer.statusCode).toBe(200);
}

async function ask(role: User['role'], query: string, path = '/api/numbers') {
  return api.app.inject({ method: 'GET', url: `${path}?${query}`, headers: await api.as(role) });
}

const november = 'from=2026-11-01&to=2026-11-30';

describe('GET /api/numbers', () => {
  it('counts the cases of the requested days, both included', async () => {
    const rows = async (days: string) =>
      numbersSchema.parse((await ask('operator', days)).json()).rows;
    expect(await rows(november)).toMatchObject([
      { group: 'all', cases: 3, void: 1, open: 2, voidByReason: { 'false-alarm': 1 } },
    ]);
    expect(await rows('from=2026-11-22&to=2026-11-22')).toMatchObject([{ cases: 3 }]);
    expect(await rows('from=2026-11-23&to=2026-11-30')).toEqual([]);
    expect(await rows('from=2026-11-01&to=2026-11-21')).toEqual([]);
  });

  it.each([
    ['person', ['', 'responder']],
    ['month', ['2026-11']],
    ['kind', ['blocked-fire-exit']],
  ])('gathers them by %s', async (by, groups) => {
    const { rows } = numbersSchema.parse((await ask('auditor', `${november}&by=${by}`)).json());
    expect(rows.map(({ group }) => group)).toEqual(groups);
  });

  it.each([
    ['', 'from'],
    ['from=2026-11-01', 'to'],
    ['from=2026-11-30&to=2026-11-01', 'to'],
    ['from=2026-02-30&to=2026-03-01', 'from'],
    ['from=2025-01-01&to=2026-11-01', 'to'],
    [`${november}&by=shoe-size`, 'by'],
    [`${november}&by=all&by=kind`, 'by'],
  ])('refuses %s and names %s', async (query, path) => {
    const answer = await ask('operator', query);
    expect(answer.statusCode).toBe(400);
    expect(JSON.stringify(answer.json())).toContain(path);
  });

  it('is not for responders, and not without a log-in', async () => {
    expect((await ask('responder', november)).statusCode).toBe(403);
    expect((await api.app.inject(`/api/numbers?${november}`)).statusCode).toBe(401);
  });
});

describe('GET /api/numbers.csv', () => {
  it('is the same as a named file', async () => {
    const answer = await ask('admin', `${november}&by=kind`, '/api/numbers.csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain(
      'fencewatch-kind-2026-11-01-2026-11-30.csv',
    );
    expect(answer.body.split('\r\n')[1]).toMatch(/^blocked-fire-exit,3,2,/);
  });

  it('refuses the same queries', async () => {
    const answer = await ask('admin', 'from=2026-11-30&to=2026-11-01', '/api/numbers.csv');
    expect(answer.statusCode).toBe(400);
    expect((await ask('responder', november, '/api/numbers.csv')).statusCode).toBe(403);
  });
});
