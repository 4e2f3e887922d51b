// Idempotency keys: the answer to a repeat, what is refused, what may be tried again, and that neither keys nor secrets are stored.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BegunRequest, KeptAnswer } from '../auth/answer-store.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { accessTable } from './access.ts';

let base: TestApi;
let api: TestApi;
let admin: Record<string, string>;
/** Everything that the store was asked to write. */
const begun: BegunRequest[] = [];
const kept: KeptAnswer[] = [];
beforeAll(async () => {
  base = await openTestApi();
  const { answers } = base.store;
  const watched: typeof answers = {
    ...answers,
    begin: (request) => {
      begun.push(request);
      return answers.begin(request);
    },
    keep: (keyHash, answer) => {
      kept.push(answer);
      return answers.keep(keyHash, answer);
    },
  };
  api = await openTestApi({ store: { ...base.store, answers: watched } }, base);
  admin = await api.as('admin');
}, 60_000);
afterAll(async () => {
  await api.close();
  await base.close();
});

let key = '';
let count = 0;
beforeEach(() => {
  count += 1;
  key = `a-key-${count}-of-a-test`;
});

const post = (url: string, payload: object, headers: Record<string, string> = admin) =>
  api.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'idempotency-key': key, ...headers },
  });
const mute = (id = 'exit-3') => {
  return { of: 'camera', id, until: api.clock.now() + 60_000, reason: 'works' };
};
const mutes = async () => (await api.store.mutes.at(api.clock.now())).length;

describe('a request with a key', () => {
  it('runs once, and a repeat gets the same answer, byte for byte', async () => {
    const before = await mutes();
    const one = await post('/api/mutes', mute());
    const other = await post('/api/mutes', mute());
    expect(one.statusCode).toBe(201);
    expect([other.statusCode, other.body]).toEqual([one.statusCode, one.body]);
    expect(other.headers['content-type']).toBe(one.headers['content-type']);
    expect(one.headers['idempotency-replayed']).toBeUndefined();
    expect(other.headers['idempotency-replayed']).toBe('true');
    expect(await mutes()).toBe(before + 1);
  });

  it('runs once when it arrives many times at once', async () => {
    const before = await mutes();
    const body = mute();
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('/api/mutes', body)));
    expect(await mutes()).toBe(before + 1);
    for (const { statusCode, body: text } of answers)
      if (statusCode !== 201) expect(text).toContain('key-in-use');
  });

  it('is refused when its content differs', async () => {
    await post('/api/mutes', mute());
    for (const [url, body] of [
      ['/api/mutes', mute('corner')],
      ['/api/routes/test', { kind: 'debris-pile' }],
    ] as const) {
      const answer = await post(url, body);
      expect(answer.statusCode).toBe(409);
      expect(answer.json()).toMatchObject({ error: 'key-reused' });
    }
  });

  it('is independent of the same key of another user', async () => {
    const before = await mutes();
    await post('/api/mutes', mute());
    expect((await post('/api/mutes', mute('corner'), await api.as('operator'))).statusCode).toBe(
      201,
    );
    expect(await mutes()).toBe(before + 2);
  });

  it('gets the same refusal again', async () => {
    const late = { ...mute(), until: 1 };
    const one = await post('/api/mutes', late);
    const other = await post('/api/mutes', late);
    expect([one.statusCode, other.statusCode]).toEqual([400, 400]);
    expect(other.body).toBe(one.body);
  });

  it('may be sent again after a temporary failure', async () => {
    const closed = { ...api.store.mutes, add: () => Promise.reject(new Error('away')) };
    const broken = await openTestApi({ store: { ...api.store, mutes: closed } }, api);
    const failed = await broken.app.inject({
      method: 'POST',
      url: '/api/mutes',
      payload: mute(),
      headers: { 'idempotency-key': key, ...(await broken.as('admin')) },
    });
    await broken.close();
    expect(failed.statusCode).toBe(500);
    expect((await post('/api/mutes', mute())).statusCode).toBe(201);
  });

  it('runs again after dispatch died during the first run, once that is certain', async () => {
    const body = { ...mute(), until: api.clock.now() + 600_000 };
    await post('/api/mutes', body);
    const request = begun.at(-1);
    if (request === undefined) throw new Error('nothing was begun');
    await api.store.answers.forget(request.keyHash);
    await api.store.answers.begin(request);
    expect((await post('/api/mutes', body)).json()).toMatchObject({ error: 'key-in-use' });
    api.clock.advance(60_001);
    expect((await post('/api/mutes', body)).statusCode).toBe(201);
    expect((await post('/api/mutes', body)).headers['idempotency-replayed']).toBe('true');
  });

  it.each(['short', 'with a space', 'x'.repeat(101), '钥匙钥匙钥匙钥匙'])(
    'is refused with the key %j',
    async (bad) => {
      const headers = { ...admin, 'idempotency-key': Buffer.from(bad).toString('latin1') };
      const answer = await post('/api/mutes', mute(), headers);
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain('idempotency-key');
    },
  );

  it('never stores a secret or the key itself', async () => {
    const wish = { name: 'once', scopes: ['cases:read'], expiresAt: api.clock.now() + 60_000 };
    const made = await post('/api/tokens', wish);
    expect(made.statusCode).toBe(201);
    const text = JSON.stringify({ begun, kept });
    expect(text).not.toContain(made.json<{ token: string }>().token);
    expect(text).not.toContain(key);
    const again = await post('/api/tokens', wish);
    expect(again.json()).toMatchObject({ error: 'answer-not-kept' });
    expect((await api.store.tokens.list()).length).toBe(1);
  });

  it('expires after a day', async () => {
    const before = await mutes();
    await post('/api/mutes', mute());
    api.clock.advance(25 * 3600_000);
    admin = await api.as('admin');
    expect((await post('/api/mutes', mute())).statusCode).toBe(201);
    expect(await mutes()).toBeLessThanOrEqual(before + 2);
  });

  it('changes a case once, however often it is sent', async () => {
    await api.store.cases.record(planFor(anAlert()));
    const file = await api.store.cases.findByIncident('exit-3-0001');
    const url = `/api/cases/${file?.id ?? ''}/acknowledge`;
    const one = await post(url, {});
    const other = await post(url, {});
    expect([one.statusCode, other.statusCode]).toEqual([200, 200]);
    expect(other.body).toBe(one.body);
  });
});

it('is accepted by every changing route of people, according to the OpenAPI document', async () => {
  const document = (await api.app.inject({ url: '/api/openapi.json' })).json<Document>();
  const changing = Object.entries(accessTable).filter(
    ([route, { who }]) => Array.isArray(who) && !route.startsWith('GET '),
  );
  expect(changing.length).toBeGreaterThan(10);
  for (const [route] of changing) {
    const [method = '', path = ''] = route.split(' ');
    const described = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect({ route, names: described?.parameters.map(({ name }) => name) }).toMatchObject({
      names: expect.arrayContaining(['idempotency-key']) as string[],
    });
  }
});

interface Document {
  paths: Record<string, Record<string, { parameters: { name: string }[] }>>;
}
