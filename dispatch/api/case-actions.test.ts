// Actions on cases over HTTP: who may take them, the required input, repeats under a key, and the answers.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseDetailSchema, type CaseDetail, type User } from '../../contracts/index.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { siteOfTwoCells } from '../testing/two-cells.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let id = '';
let number = 0;
beforeAll(async () => {
  api = await openTestApi();
}, 120_000);
afterAll(() => api.close());
beforeEach(async () => {
  number += 1;
  const alert = anAlert({ incidentId: `act-${number}`, capturedAt: api.clock.now() });
  await api.store.cases.record(planFor(alert));
  id = (await api.store.cases.findByIncident(alert.incident.incidentId))?.id ?? '';
  api.heard.length = 0;
});

async function act(role: User['role'], payload: object, key?: string) {
  return api.app.inject({
    method: 'POST',
    url: `/api/cases/${id}/transitions`,
    payload,
    headers: { ...(await api.as(role)), ...(key === undefined ? {} : { 'idempotency-key': key }) },
  });
}

const detail = (answer: { json: () => unknown }): CaseDetail =>
  caseDetailSchema.parse(answer.json());

describe('POST /api/cases/:caseId/transitions', () => {
  it('takes the step, notifies listeners, and returns the next possible actions', async () => {
    const answer = await act('responder', { action: 'handle', reason: 'cart moved on' });
    expect(answer.statusCode).toBe(200);
    const file = detail(answer);
    expect(file).toMatchObject({ state: 'handled', acknowledgedBy: 'responder', actions: [] });
    expect(file.history?.at(-1)).toMatchObject({
      step: 'handled',
      actor: 'responder',
      part: 'handler',
      reason: 'cart moved on',
      at: api.clock.now(),
    });
    expect(api.heard).toMatchObject([{ type: 'case', case: { id, state: 'handled' } }]);
  });

  it.each([
    ['responder', { action: 'close' }, 403, 'not-your-part'],
    ['auditor', { action: 'acknowledge' }, 403, 'role-missing'],
    ['operator', { action: 'verify' }, 409, 'not-from-this-state'],
    ['operator', { action: 'transfer', to: { unit: 'west' } }, 400, 'reason-missing'],
    ['operator', { action: 'void', why: 'bored' }, 400, 'invalid'],
    ['operator', { action: 'void' }, 400, 'invalid'],
    ['operator', { action: 'transfer', to: {}, reason: 'x' }, 400, 'invalid'],
    ['operator', { action: 'lapse', reason: 'x' }, 403, 'not-your-part'],
    ['responder', { action: 'arrive', state: 'closed' }, 400, 'invalid'],
    ['responder', { action: 'arrive', reason: 'x'.repeat(1001) }, 400, 'invalid'],
    ['responder', {}, 400, 'invalid'],
    ['responder', { action: 'handle', reason: 'a\u0000b' }, 400, 'invalid'],
  ] as const)('refuses %s with %o: %i %s', async (role, payload, status, error) => {
    const answer = await act(role, payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ error });
    expect((await api.store.cases.find(id))?.state).toBe('dispatched');
    expect(api.heard).toEqual([]);
  });

  it.each([
    ['a unit', { unit: 'nowhere' }],
    ['a person', { person: 'nobody' }],
    ['a cell', { cell: '370305009009009' }],
  ])('hands a case to %s only if the roster has it', async (_, to) => {
    const own = await openTestApi({ recipients: recipientsOfSite(siteOfTwoCells()) }, api);
    const transfer = (target: object) =>
      own.as('operator').then((headers) =>
        own.app.inject({
          method: 'POST',
          url: `/api/cases/${id}/transitions`,
          payload: { action: 'transfer', to: target, reason: 'nearer' },
          headers,
        }),
      );
    const answer = await transfer(to);
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { error: 'target-unknown' }]);
    expect((await api.store.cases.find(id))?.state).toBe('dispatched');
    const [unit] = recipientsOfSite(siteOfTwoCells()).organisation.units;
    expect((await transfer({ unit: unit!.id })).statusCode).toBe(200);
    await own.app.close();
  });

  it('accepts a duplicate only of a case that exists and is not void', async () => {
    const first = id;
    const alert = anAlert({ incidentId: `other-of-${number}`, capturedAt: api.clock.now() });
    await api.store.cases.record(planFor(alert));
    const second = (await api.store.cases.findByIncident(alert.incident.incidentId))?.id ?? '';
    const duplicate = { action: 'void', why: 'duplicate' } as const;
    const none = await act('operator', { ...duplicate, duplicateOf: '20200101-0001' });
    expect([none.statusCode, none.json()]).toMatchObject([400, { error: 'duplicate-unknown' }]);
    // Both at once, each as a duplicate of the other: only one becomes void.
    const url = (of: string) => `/api/cases/${of}/transitions`;
    const headers = await api.as('operator');
    const both = [
      [first, second],
      [second, first],
    ].map(([of = '', duplicateOf]) =>
      api.app.inject({
        method: 'POST',
        url: url(of),
        headers,
        payload: { ...duplicate, duplicateOf },
      }),
    );
    const answers = await Promise.all(both);
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 400]);
    expect(answers.find(({ statusCode }) => statusCode === 400)?.json()).toMatchObject({
      error: 'duplicate-void',
    });
  });

  it('takes a step once per key, and repeats the first answer', async () => {
    const first = await act('responder', { action: 'arrive' }, 'phone-7-0001');
    const second = await act('responder', { action: 'arrive' }, 'phone-7-0001');
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(detail(second)).toEqual(detail(first));
    expect(api.heard).toHaveLength(1);
  });

  it('refuses a key that was used for something else, and an invalid key', async () => {
    await act('responder', { action: 'arrive' }, 'phone-7-0002');
    const other = await act('responder', { action: 'handle' }, 'phone-7-0002');
    expect([other.statusCode, other.json()]).toMatchObject([409, { error: 'key-reused' }]);
    expect((await act('responder', { action: 'handle' }, 'short')).statusCode).toBe(400);
  });

  it('keeps the keys of two people apart', async () => {
    await act('responder', { action: 'arrive' }, 'same-key-1');
    const other = await act('operator', { action: 'void', why: 'permitted' }, 'same-key-1');
    expect(detail(other)).toMatchObject({ state: 'void' });
  });

  it('answers 404 for an unknown case', async () => {
    id = '20261122-9999';
    expect((await act('responder', { action: 'arrive' })).statusCode).toBe(404);
  });
});
