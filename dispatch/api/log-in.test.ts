// Log-in at a real OpenID provider: who gets in with which role and cells, and every way in which a log-in fails.
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LogInProvider } from '../../contracts/index.ts';
import { createOpenId } from '../auth/open-id.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import {
  startOpenIdProvider,
  testClient,
  throughProvider,
  type TestProvider,
} from '../testing/open-id-provider.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import type { ApiParts } from './api-parts.ts';

const callback = 'http://dispatch.test/api/log-in/callback';
const street = '370305001';
let provider: TestProvider;
let api: TestApi;
const clock = fakeClock(Date.now());

beforeAll(async () => {
  provider = await startOpenIdProvider(callback);
  api = await openTestApi({ openId: createOpenId(settings(), clock), clock });
}, 60_000);
afterAll(async () => {
  await api.close();
  await provider.stop();
});
beforeEach(() => {
  provider.person = { sub: 'u-1', preferred_username: 'li.na', groups: ['street-1'] };
  api.log.lines.length = 0;
});

function settings(change: Partial<LogInProvider> = {}): LogInProvider {
  return {
    name: 'City log-in',
    issuer: provider.issuer,
    scopes: ['openid', 'profile'],
    clientId: testClient.id,
    clientSecret: testClient.secret,
    username: 'preferred_username',
    cells: 'grid_cells',
    roles: [
      { claim: 'groups', has: 'bosses', role: 'admin' },
      { claim: 'groups', has: 'street-1', role: 'responder', cells: [street] },
    ],
    ...change,
  };
}

type Answer = Awaited<ReturnType<TestApi['app']['inject']>>;
const cookieOf = (answer: Answer, name: string) =>
  answer.cookies.find((one) => one.name === name && one.value !== '');

async function begin(of = api, query = '') {
  const answer = await of.app.inject({ url: `/api/log-in/provider${query}` });
  const pending = cookieOf(answer, 'fencewatch_log_in');
  return { answer, url: String(answer.headers['location']), pending };
}

async function comeBack(url: string, pending: { value: string } | undefined, of = api) {
  const { pathname, search } = new URL(url);
  const cookie = `fencewatch_log_in=${pending?.value ?? ''}`;
  return of.app.inject({ url: `${pathname}${search}`, headers: { cookie } });
}

async function logIn(of = api, query = '') {
  const { url, pending } = await begin(of, query);
  return comeBack(await throughProvider(url, callback), pending, of);
}

async function withOpenId(
  change: Partial<LogInProvider>,
  work: (other: TestApi) => Promise<void>,
  at = clock,
): Promise<void> {
  const parts: Partial<ApiParts> = { openId: createOpenId(settings(change), at), clock: at };
  const other = await openTestApi(parts, api);
  try {
    await work(other);
  } finally {
    await other.close();
  }
}

const refusedWith = (reason: string) => `/?logIn=${reason}`;

describe('a log-in at the provider', () => {
  it('is offered with its label, and only if there is a provider', async () => {
    expect((await api.app.inject({ url: '/api/log-in' })).json()).toEqual({
      provider: { name: 'City log-in' },
    });
    const plain = await openTestApi({}, api);
    expect((await plain.app.inject({ url: '/api/log-in' })).json()).toEqual({ provider: null });
    expect((await plain.app.inject({ url: '/api/log-in/provider' })).statusCode).toBe(404);
    await plain.close();
  });

  it('uses code, PKCE, state and nonce, and hides them from scripts', async () => {
    const { answer, url, pending } = await begin();
    expect(answer.statusCode).toBe(302);
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: callback,
      state: expect.any(String) as string,
      nonce: expect.any(String) as string,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect(pending).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/api/log-in' });
  });

  it('logs in with the role and cells of the first matching rule, and returns to the requested page', async () => {
    const answer = await logIn(api, '?returnTo=/cases/20261122-0001');
    expect(answer.headers['location']).toBe('/cases/20261122-0001');
    const session = cookieOf(answer, 'fencewatch_session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    const headers = { cookie: `fencewatch_session=${session?.value ?? ''}` };
    const me = await api.app.inject({ url: '/api/session', headers });
    expect(me.json()).toMatchObject({
      user: { username: 'li.na', role: 'responder', cells: [street] },
    });
  });

  it("reads the provider's claims at each log-in", async () => {
    await logIn();
    const cells = ['370306001001001'];
    provider.person = { ...provider.person, sub: 'u-1', groups: ['bosses'], grid_cells: cells };
    await logIn();
    expect(await api.store.people.find('li.na')).toMatchObject({ role: 'admin', cells });
  });

  it('creates no user who could log in with a password', async () => {
    await logIn();
    for (const password of ['', 'null', 'li.na'])
      expect(await api.parts.sessions.logIn('li.na', password)).toBe('wrong');
    const users = await api.app.inject({ url: '/api/users', headers: await api.as('admin') });
    expect(users.body).toContain('"logsInWith":"provider"');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a b', 'x'])(
    'never leads back to %s',
    async (target) => {
      const { answer } = await begin(api, `?returnTo=${encodeURIComponent(target)}`);
      expect(answer.statusCode).toBe(400);
    },
  );

  it('does not depend on the Host header', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const answer = await api.app.inject({ url: '/api/log-in/provider', headers });
    expect(String(answer.headers['location'])).not.toContain('evil');
  });
});

describe('a user is refused', () => {
  it.each([
    [
      'with claims that no rule fits',
      { sub: 'u-2', preferred_username: 'wu', groups: ['x'] },
      'no-role',
    ],
    ['without any of them', { sub: 'u-2', preferred_username: 'wu' }, 'no-role'],
    ['without a name', { sub: 'u-2', groups: ['bosses'] }, 'no-username'],
    [
      'with a name that is none',
      { sub: 'u-2', preferred_username: 'a\u0000', groups: ['bosses'] },
      'no-username',
    ],
    [
      'with cells that cannot be read, which must never mean all',
      { sub: 'u-2', preferred_username: 'wu', groups: ['bosses'], grid_cells: ['all'] },
      'no-role',
    ],
    [
      'under the name of a user with a password',
      { sub: 'u-2', preferred_username: 'admin', groups: ['bosses'] },
      'username-taken',
    ],
    [
      'under the name of somebody else from there',
      { sub: 'u-3', preferred_username: 'li.na', groups: ['bosses'] },
      'username-taken',
    ],
    ['who gave up', null, 'provider-refused'],
  ])('%s: %j', async (_, person, reason) => {
    await logIn();
    api.log.lines.length = 0;
    provider.person = person;
    const answer = await logIn();
    expect(answer.headers['location']).toBe(refusedWith(reason));
    expect(cookieOf(answer, 'fencewatch_session')).toBeUndefined();
    expect(api.log.lines).toMatchObject([
      { message: 'a request was refused', fields: { reason, route: 'GET /api/log-in/callback' } },
    ]);
  });

  it('who is disabled in dispatch', async () => {
    provider.person = { sub: 'u-9', preferred_username: 'qian', groups: ['street-1'] };
    await logIn();
    const change = { role: 'responder', cells: undefined, disabledAt: 1 } as const;
    await api.store.people.change('qian', change);
    expect((await logIn()).headers['location']).toBe(refusedWith('user-disabled'));
  });

  it('without the cookie of the browser in which it began, or with another one', async () => {
    const { url, pending } = await begin();
    const back = await throughProvider(url, callback);
    for (const other of [undefined, { value: 'e30' }, { value: `${pending?.value ?? ''}x"` }])
      expect((await comeBack(back, other)).headers['location']).toMatch(
        /\?logIn=(log-in-expired|wrong-answer)$/,
      );
    const second = await begin();
    const answer = await comeBack(back, second.pending);
    expect(answer.headers['location']).toBe(refusedWith('wrong-answer'));
  });

  it('by a code that was used already', async () => {
    const { url, pending } = await begin();
    const back = await throughProvider(url, callback);
    expect((await comeBack(back, pending)).headers['location']).toBe('/');
    expect((await comeBack(back, pending)).headers['location']).toBe(refusedWith('wrong-answer'));
  });

  it('by an answer with a changed state, code or issuer', async () => {
    for (const [name, value] of [
      ['state', 'another'],
      ['code', 'another'],
      ['iss', 'https://evil.example'],
    ] as const) {
      const { url, pending } = await begin();
      const back = new URL(await throughProvider(url, callback));
      back.searchParams.set(name, value);
      const answer = await comeBack(back.href, pending);
      expect(answer.headers['location']).toBe(refusedWith('wrong-answer'));
    }
  });

  it('who needed longer than ten minutes', async () => {
    const { url, pending } = await begin();
    const back = await throughProvider(url, callback);
    clock.advance(600_001);
    const answer = await comeBack(back, pending);
    clock.advance(-600_001);
    expect(answer.headers['location']).toBe(refusedWith('log-in-expired'));
  });

  it('while the provider is away', async () => {
    await withOpenId({ issuer: 'http://127.0.0.1:9' }, async (other) => {
      expect((await begin(other)).url).toBe(refusedWith('provider-away'));
    });
  });

  it('while the provider does not know dispatch', async () => {
    await withOpenId({ clientSecret: 'wrong' }, async (other) => {
      expect((await logIn(other)).headers['location']).toBe(refusedWith('provider-refuses-us'));
    });
  });

  it('while the clocks are hours apart', async () => {
    const late = fakeClock(Date.now() + 5 * 3600_000);
    await withOpenId(
      {},
      async (other) => {
        expect((await logIn(other)).headers['location']).toBe(refusedWith('clock-skew'));
      },
      late,
    );
  });

  it('when another service answers in place of the provider', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await withOpenId({ issuer }, async (other) => {
      expect((await begin(other)).url).toBe(refusedWith('provider-away'));
    });
    server.close();
  });
});
