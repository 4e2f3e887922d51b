// Receipts over HTTP: who got a notification and who opened its case.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseDetailSchema } from '../../contracts/index.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
  await api.store.cases.record(planFor(anAlert()));
}, 120_000);
afterAll(() => api.close());

const say = (headers: Record<string, string>, id: string, payload: object) =>
  api.app.inject({
    method: 'POST',
    url: `/api/notifications/${id}/receipts`,
    headers,
    payload,
  });

async function detailFor(headers: Record<string, string>) {
  const file = await api.store.cases.findByIncident('exit-3-0001');
  const url = `/api/cases/${file?.id ?? ''}`;
  return caseDetailSchema.parse((await api.app.inject({ method: 'GET', url, headers })).json());
}

describe('opening a case', () => {
  it('is recorded for each person, with the first time', async () => {
    const li = await api.as('responder');
    const wu = await api.as('auditor');
    const first = api.clock.now();
    await detailFor(li);
    api.clock.advance(1000);
    await detailFor(wu);
    api.clock.advance(1000);
    expect((await detailFor(li)).openedBy).toEqual([
      { username: 'responder', at: first },
      { username: 'auditor', at: first + 1000 },
    ]);
  });

  it('is not caused by looking at the list', async () => {
    const headers = await api.as('admin');
    await api.app.inject({ method: 'GET', url: '/api/cases', headers });
    const others = (await detailFor(await api.as('responder'))).openedBy;
    expect(others.map(({ username }) => username)).not.toContain('admin');
  });
});

describe('a receipt', () => {
  it('is stored under the name of the logged-in user', async () => {
    const headers = await api.as('responder');
    const answer = await say(headers, 'exit-3-0001-1-officer', { step: 'received' });
    expect(answer.statusCode).toBe(204);
    const at = api.clock.now();
    expect((await detailFor(headers)).deliveries[0]).toMatchObject({
      state: 'waiting',
      received: { at, by: 'responder' },
      opened: null,
    });
  });

  it.each([
    ['for a notification that there is not', 'nothing-1-officer', { step: 'opened' }, 404],
    ['of a step that there is not', 'exit-3-0001-1-officer', { step: 'read' }, 400],
    ['with more than a step', 'exit-3-0001-1-officer', { step: 'opened', by: 'wu' }, 400],
    ['with nothing', 'exit-3-0001-1-officer', {}, 400],
    ['for the longest id and one more', 'x'.repeat(301), { step: 'opened' }, 400],
  ])('is refused %s', async (_, id, body, status) => {
    expect((await say(await api.as('responder'), id, body)).statusCode).toBe(status);
  });

  it('needs a log-in', async () => {
    expect((await say({}, 'exit-3-0001-1-officer', { step: 'opened' })).statusCode).toBe(401);
  });

  it('accepts the longest id', async () => {
    const answer = await say(await api.as('responder'), 'x'.repeat(300), { step: 'opened' });
    expect(answer.json()).toMatchObject({ error: 'not-found' });
  });
});
