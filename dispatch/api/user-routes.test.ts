// Users and sessions over HTTP: what administrators do for others, what users do for themselves, and what is refused.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionListSchema, userListSchema, type User } from '../../contracts/index.ts';
import { openTestApi, testPassword, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let admin: Record<string, string>;
beforeAll(async () => {
  api = await openTestApi();
  admin = await api.as('admin');
}, 60_000);
afterAll(() => api.close());
/** Each costs a tenth of a second of scrypt, so they are made only where a test needs one. */
const password = 'long enough';
beforeEach(() => {
  api.log.lines.length = 0;
});

const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, as = admin) =>
  api.app.inject({ method, url, headers: as, ...(body && { payload: body }) });
const logIn = async (username: string, withPassword: string) => {
  const session = await api.parts.sessions.logIn(username, withPassword);
  return typeof session === 'string' ? session : { cookie: `fencewatch_session=${session.token}` };
};
async function madeUser(username: string, change: Partial<User> = {}) {
  const body = { username, role: 'responder', password, ...change };
  const answer = await send('POST', '/api/users', body);
  expect(answer.statusCode).toBe(201);
  const session = await logIn(username, password);
  if (typeof session === 'string') throw new Error(session);
  return session;
}

describe('an administrator', () => {
  it('creates a user who can log in at once and sees only his cells', async () => {
    const own = await madeUser('li', { cells: ['370305001'] });
    const session = await send('GET', '/api/session', undefined, own);
    expect(session.json()).toMatchObject({
      user: { username: 'li', role: 'responder', cells: ['370305001'] },
    });
    const { users } = userListSchema.parse((await send('GET', '/api/users')).json());
    expect(users.find(({ username }) => username === 'li')).toMatchObject({
      logsInWith: 'password',
      disabledAt: null,
      createdAt: api.clock.now(),
    });
    expect(JSON.stringify(api.log.lines)).not.toContain(password);
  });

  it('does not create a user twice, and never replaces one', async () => {
    await madeUser('wu');
    const again = await send('POST', '/api/users', { username: 'wu', role: 'admin', password });
    expect(again.json()).toMatchObject({ error: 'name-taken' });
    expect((await api.store.people.find('wu'))?.role).toBe('responder');
  });

  it('disables a user: all sessions end, and log-in is refused until the user is enabled', async () => {
    const own = await madeUser('zhao');
    const change = { role: 'responder', disabled: true };
    expect((await send('PUT', '/api/users/zhao', change)).json()).toMatchObject({
      disabledAt: api.clock.now(),
    });
    expect((await send('GET', '/api/session', undefined, own)).statusCode).toBe(401);
    expect(await logIn('zhao', password)).toBe('wrong');
    await send('PUT', '/api/users/zhao', { ...change, disabled: false });
    expect(await logIn('zhao', password)).toMatchObject({ cookie: expect.any(String) as string });
  });

  it('changes role and cells, which apply to the next request of an open session', async () => {
    const own = await madeUser('qian');
    expect((await send('GET', '/api/numbers', undefined, own)).statusCode).toBe(403);
    await send('PUT', '/api/users/qian', { role: 'auditor', cells: ['370306'], disabled: false });
    const cameras = await send('GET', '/api/cameras', undefined, own);
    expect(cameras.json()).toMatchObject({ cameras: [] });
    const numbers = '/api/numbers?from=2026-11-01&to=2026-11-02';
    expect((await send('GET', numbers, undefined, own)).statusCode).toBe(200);
  });

  it('resets a password: the old one and all sessions end', async () => {
    const own = await madeUser('sun');
    const answer = await send('PUT', '/api/users/sun/password', { password: 'another one' });
    expect(answer.statusCode).toBe(204);
    expect((await send('GET', '/api/session', undefined, own)).statusCode).toBe(401);
    expect(await logIn('sun', password)).toBe('wrong');
    expect(await logIn('sun', 'another one')).toHaveProperty('cookie');
  });

  it('sees and ends the sessions of others', async () => {
    const own = await madeUser('zhou');
    const answer = await send('GET', '/api/sessions?username=zhou');
    const { sessions } = sessionListSchema.parse(answer.json());
    expect(sessions).toMatchObject([{ username: 'zhou', current: false }]);
    const ended = await send('DELETE', `/api/sessions/${sessions[0]?.id ?? ''}`);
    expect(ended.statusCode).toBe(204);
    expect((await send('GET', '/api/session', undefined, own)).statusCode).toBe(401);
  });

  it.each([
    [{ role: 'operator', disabled: false }],
    [{ role: 'admin', cells: ['370305'], disabled: false }],
    [{ role: 'admin', disabled: true }],
  ])('cannot be lost as the last one: %j', async (change) => {
    const answer = await send('PUT', '/api/users/admin', change);
    expect(answer.json()).toMatchObject({ error: 'last-admin' });
    expect((await send('GET', '/api/users')).statusCode).toBe(200);
  });

  it.each([
    ['POST', '/api/users', { username: 'a b', role: 'admin', password }, 400],
    ['POST', '/api/users', { username: 'a\u0000', role: 'admin', password }, 400],
    ['POST', '/api/users', { username: 'a\ud800', role: 'admin', password }, 400],
    ['POST', '/api/users', { username: 'ab', role: 'king', password }, 400],
    ['POST', '/api/users', { username: 'ab', role: 'admin', password: 'short' }, 400],
    ['POST', '/api/users', { username: 'ab', role: 'admin', cells: [], password }, 400],
    ['PUT', '/api/users/nobody', { role: 'admin', disabled: false }, 404],
    ['PUT', '/api/users/nobody/password', { password }, 404],
    ['PUT', '/api/users/admin/password', { password }, 409],
    ['DELETE', '/api/sessions/nothing', undefined, 404],
  ] as const)('is refused %s %s %j: %i', async (method, url, body, status) => {
    const answer = await send(method, url, body);
    expect(answer.statusCode).toBe(status);
    if (body && 'password' in body) expect(answer.body).not.toContain(body.password);
  });
});

describe('everybody', () => {
  it('changes the own password with the old one; other sessions end, this one continues', async () => {
    const own = await madeUser('wang');
    const other = await logIn('wang', password);
    const url = '/api/session/password';
    const wrong = await send('PUT', url, { current: 'guess', password: 'a new one' }, own);
    expect(wrong.statusCode).toBe(403);
    expect(wrong.json()).toMatchObject({ error: 'wrong-password' });
    const right = await send('PUT', url, { current: password, password: 'a new one' }, own);
    expect(right.statusCode).toBe(204);
    expect((await send('GET', '/api/session', undefined, own)).statusCode).toBe(200);
    const gone = await send('GET', '/api/session', undefined, other as Record<string, string>);
    expect(gone.statusCode).toBe(401);
    expect(await logIn('wang', 'a new one')).toHaveProperty('cookie');
  });

  it('can guess the current password no more often than at the log-in', async () => {
    const own = await api.as('operator');
    const body = { current: 'guess', password: 'a new one' };
    const answers = [];
    for (let count = 0; count < 21; count += 1)
      answers.push((await send('PUT', '/api/session/password', body, own)).statusCode);
    expect(answers).toEqual([...Array<number>(20).fill(403), 429]);
    api.clock.advance(60_000);
    expect(await logIn('operator', testPassword)).toHaveProperty('cookie');
  }, 30_000);

  it('lists the own sessions, and ends one of them', async () => {
    const own = await api.as('auditor');
    const other = await api.as('auditor');
    const answer = await send('GET', '/api/sessions', undefined, own);
    const { sessions } = sessionListSchema.parse(answer.json());
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const rest = sessions.find(({ current }) => !current);
    expect(
      (await send('DELETE', `/api/sessions/${rest?.id ?? ''}`, undefined, own)).statusCode,
    ).toBe(204);
    expect((await send('GET', '/api/session', undefined, other)).statusCode).toBe(401);
  });

  it('neither sees nor ends sessions of others', async () => {
    const own = await api.as('responder');
    const seen = await send('GET', '/api/sessions?username=admin', undefined, own);
    expect(seen.statusCode).toBe(403);
    const [session] = await api.store.people.sessions(api.clock.now(), 'admin');
    const url = `/api/sessions/${session?.id ?? ''}`;
    expect((await send('DELETE', url, undefined, own)).statusCode).toBe(404);
    expect((await send('GET', '/api/session')).statusCode).toBe(200);
  });
});
