// Mutes over HTTP: set with an end and a reason, listed while active, ended early.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
}, 120_000);
afterAll(() => api.close());

const hour = 3_600_000;
async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  const headers = await api.as('operator');
  return api.app.inject({ method, url, headers, ...(payload && { payload }) });
}
const aMute = (change: object = {}) => ({
  of: 'fence',
  id: 'exit-3-floor',
  reason: 'building works',
  until: api.clock.now() + hour,
  ...change,
});

describe('mutes', () => {
  it('are listed while they are active, with author and reason', async () => {
    expect((await ask('GET', '/api/mutes')).json()).toEqual({ mutes: [] });
    const from = api.clock.now();
    const set = await ask('POST', '/api/mutes', aMute());
    expect(set.statusCode).toBe(201);
    const { mute } = set.json<{ mute: number }>();
    expect((await ask('GET', '/api/mutes')).json()).toEqual({
      mutes: [{ ...aMute({ until: from + hour }), mute, from, author: 'operator', endedBy: null }],
    });
    expect((await ask('DELETE', `/api/mutes/${mute}`)).statusCode).toBe(204);
    expect((await ask('DELETE', `/api/mutes/${mute}`)).statusCode).toBe(404);
    expect((await ask('GET', '/api/mutes')).json()).toEqual({ mutes: [] });
    await ask('POST', '/api/mutes', aMute());
    api.clock.advance(hour);
    expect((await ask('GET', '/api/mutes')).json()).toEqual({ mutes: [] });
  });

  it.each<[string, object]>([
    ['an end that is past', { until: 1 }],
    ['an end in two months', { until: 1e12 * 2 }],
    ['no end', { until: undefined }],
    ['no reason', { reason: ' ' }],
    ['a thing that cannot be muted', { of: 'city' }],
    ['an unknown key', { extra: 1 }],
  ])('with %s are refused', async (_, change) => {
    expect((await ask('POST', '/api/mutes', aMute(change))).statusCode).toBe(400);
  });
});
