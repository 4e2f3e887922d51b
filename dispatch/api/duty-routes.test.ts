// Duty and routes over HTTP: who is on duty, faults of the coming shifts, and who would be notified.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dutyFaultsSchema,
  dutyListSchema,
  routeTestAnswerSchema,
  type SiteFile,
  type User,
} from '../../contracts/index.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aSite } from '../testing/a-site.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const cell = '370305001001002';
const file: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [cell] },
  ],
  people: [
    { id: 'li', name: 'Li Na', channels: ['mqtt'] },
    { id: 'wu', name: 'Wu Di' },
  ],
  shifts: [
    {
      id: 'a',
      unit: 'west',
      part: 'officer',
      people: ['li'],
      hours: [{ from: '08:00', to: '20:00' }],
    },
    { id: 'b', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
  routes: [{ name: 'vending', kinds: ['street-vending'], tell: [{ part: 'officer' }] }],
};

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi({ recipients: recipientsOfSite(aSite(file)) });
}, 120_000);
afterAll(() => api.close());

async function ask(role: User['role'], url: string, payload?: object) {
  const headers = await api.as(role);
  return payload === undefined
    ? api.app.inject({ method: 'GET', url, headers })
    : api.app.inject({ method: 'POST', url, headers, payload });
}

// The clock of the tests stands at noon of a Sunday in Shanghai.
const noon = Date.parse('2026-11-22T04:00:00Z');
const hour = 3_600_000;

describe('GET /api/duty', () => {
  it('says who is on duty now, until when, and at another time', async () => {
    const now = dutyListSchema.parse((await ask('responder', '/api/duty')).json());
    expect(now).toMatchObject({
      at: noon,
      duties: [
        {
          unit: 'west',
          part: 'officer',
          people: [{ person: 'li', shift: 'a' }],
          nextChange: noon + 8 * hour,
        },
        { unit: 'city', part: 'duty-leader', people: [{ person: 'wu' }] },
      ],
    });
    const night = dutyListSchema.parse(
      (await ask('auditor', `/api/duty?at=${noon + 10 * hour}`)).json(),
    );
    expect(night.duties[0]?.people).toEqual([]);
  });

  it('lists the coming duties of a colleague, for a swap; none of an unknown person', async () => {
    const ask14 = async (whose: string) =>
      dutyListSchema.parse((await ask('responder', `/api/duty?coming=${whose}`)).json()).coming;
    const li = await ask14('li');
    expect(li).toHaveLength(15);
    expect(li?.[0]).toEqual({ unit: 'west', part: 'officer', from: noon, until: noon + 8 * hour });
    expect(await ask14('nobody')).toEqual([]);
    expect((await ask('responder', '/api/duty?coming=%20')).statusCode).toBe(400);
  });

  it.each(['x', '-1', '1.5'])('refuses the time %s', async (at) => {
    expect((await ask('responder', `/api/duty?at=${at}`)).statusCode).toBe(400);
  });
});

describe('GET /api/duty/faults', () => {
  it('finds gaps and people without a channel in the coming days', async () => {
    const answer = await ask('operator', `/api/duty/faults?from=${noon}&to=${noon + 24 * hour}`);
    expect(dutyFaultsSchema.parse(answer.json()).faults).toEqual([
      {
        fault: 'no-channel',
        unit: 'city',
        part: 'duty-leader',
        person: 'wu',
        from: noon,
        to: noon + 24 * hour,
      },
      { fault: 'gap', unit: 'west', part: 'officer', from: noon + 8 * hour, to: noon + 20 * hour },
    ]);
  });

  it.each([
    ['an end before the start', noon - 1],
    ['a year', noon + 366 * 24 * hour],
  ])('refuses %s', async (_, to) => {
    expect((await ask('admin', `/api/duty/faults?from=${noon}&to=${to}`)).statusCode).toBe(400);
  });

  it('is not for responders', async () => {
    expect((await ask('responder', '/api/duty/faults')).statusCode).toBe(403);
  });
});

describe('POST /api/routes/test', () => {
  const test = async (payload: object) => ask('operator', '/api/routes/test', payload);

  it('returns who would be notified and why, and sends nothing', async () => {
    const answer = await test({ kind: 'debris-pile', gridCell: cell, at: noon + 10 * hour });
    expect(routeTestAnswerSchema.parse(answer.json())).toEqual({
      at: noon + 10 * hour,
      passedOver: [],
      recipients: [
        {
          role: 'duty-leader',
          person: 'Wu Di',
          quietUntil: null,
          topic: `fencewatch/v1/cells/${cell}/duty-leader`,
          reason: 'went-up',
        },
        {
          role: 'duty-leader',
          person: 'Wu Di',
          quietUntil: null,
          topic: `fencewatch/v1/cells/${cell}/duty-leader`,
          reason: 'went-up',
        },
      ],
      passed: [{ route: 'vending', because: 'kind' }],
      trail: expect.stringContaining('officer: west nobody-on-duty') as string,
    });
    expect(await api.store.notifications.waiting(10)).toEqual([]);
  });

  it('uses the first matching route, and the current time by default', async () => {
    const answer = routeTestAnswerSchema.parse(
      (await test({ kind: 'street-vending', gridCell: cell })).json(),
    );
    expect(answer).toMatchObject({
      at: noon,
      recipients: [{ person: 'Li Na', reason: 'on-duty' }],
    });
  });

  it.each([
    [{}],
    [{ kind: 'rain' }],
    [{ kind: 'debris-pile', gridCell: '12' }],
    [{ kind: 'debris-pile', more: 1 }],
  ])('refuses %o', async (payload) => {
    expect((await test(payload)).statusCode).toBe(400);
  });
});
