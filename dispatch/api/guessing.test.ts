// Guessing of passwords: from one address, from many, on a known device. It ends, is in the log, and locks nobody out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApi, testPassword, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
}, 60_000);
afterAll(async () => {
  await api.close();
});
beforeEach(() => {
  api.log.lines.length = 0;
});

describe('guessing', () => {
  const tryLogIn = (username: string, remoteAddress: string, password = 'guess', marks?: string) =>
    api.app.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress,
      payload: { username, password },
      ...(marks !== undefined && { headers: { cookie: `fencewatch_device=${marks}` } }),
    });

  let logIns = 0;
  const marksOf = async (username: string) => {
    const answer = await tryLogIn(username, `10.9.0.${(logIns += 1)}`, testPassword);
    return answer.cookies.find(({ name }) => name === 'fencewatch_device')?.value ?? '';
  };

  it('from one address ends after ten tries, and stands in the log by name', async () => {
    const statuses = [];
    for (let count = 0; count < 12; count += 1)
      statuses.push((await tryLogIn('responder', '10.0.0.1')).statusCode);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    expect(api.log.lines.map(({ fields }) => ({ ...fields }))).toMatchObject([
      { person: 'responder', reason: 'wrong-log-in', route: 'POST /api/session' },
      ...Array<object>(9).fill({ reason: 'wrong-log-in' }),
      ...Array<object>(2).fill({ reason: 'too-many-tries' }),
    ]);
  }, 30_000);

  it('one name from many addresses ends too, and the right password must wait as well', async () => {
    for (let count = 0; count < 20; count += 1) await tryLogIn('auditor', `10.1.0.${count}`);
    expect(await api.parts.sessions.logIn('auditor', testPassword)).toBe('too-many-tries');
    const late = await tryLogIn('auditor', '10.1.1.1');
    expect([late.statusCode, late.headers['retry-after']]).toEqual([429, '60']);
    api.clock.advance(60_000);
    expect(await api.parts.sessions.logIn('auditor', testPassword)).toHaveProperty('token');
  }, 30_000);

  it('by strangers locks out no device on which the user has logged in before', async () => {
    const marks = await marksOf('operator');
    for (let count = 0; count < 20; count += 1) await tryLogIn('operator', `10.2.0.${count}`);
    expect((await tryLogIn('operator', '10.2.1.1', testPassword)).statusCode).toBe(429);
    expect((await tryLogIn('operator', '10.2.1.2', testPassword, marks)).statusCode).toBe(200);
    // Nor does that log-in let the strangers go on.
    expect((await tryLogIn('operator', '10.2.1.3')).statusCode).toBe(429);
    const others = await marksOf('admin');
    const forged = marks.slice(0, -1) + (marks.endsWith('A') ? 'B' : 'A');
    for (const wrong of [others, forged, 'x'.repeat(3000), '~~'])
      expect((await tryLogIn('operator', '10.2.1.4', testPassword, wrong)).statusCode).toBe(429);
    api.clock.advance(60_000);
  }, 60_000);

  it('behind one address locks out no known device behind it', async () => {
    const marks = await marksOf('operator');
    for (let count = 0; count < 11; count += 1) await tryLogIn(`guess-${count}`, '10.3.0.1');
    expect((await tryLogIn('operator', '10.3.0.1', testPassword)).statusCode).toBe(429);
    expect((await tryLogIn('operator', '10.3.0.1', testPassword, marks)).statusCode).toBe(200);
  }, 60_000);

  it('on a known device ends too, and only there', async () => {
    const marks = await marksOf('operator');
    const statuses = [];
    for (let count = 0; count < 11; count += 1)
      statuses.push((await tryLogIn('operator', `10.4.0.${count}`, 'guess', marks)).statusCode);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    expect(api.log.lines.at(-1)?.fields).toMatchObject({
      ...{ person: 'operator', reason: 'too-many-tries', route: 'POST /api/session' },
    });
    expect((await tryLogIn('operator', '10.4.1.1', testPassword)).statusCode).toBe(200);
  }, 60_000);

  it('keeps nobody who is logged in from changing the password', async () => {
    const headers = await api.as('operator');
    for (let count = 0; count < 20; count += 1) await tryLogIn('operator', `10.5.0.${count}`);
    const change = (current: string) =>
      api.app.inject({
        ...{ method: 'PUT', url: '/api/session/password', headers },
        payload: { current, password: testPassword },
      });
    expect((await change('wrong')).statusCode).toBe(403);
    expect((await change(testPassword)).statusCode).toBe(204);
    for (let count = 0; count < 20; count += 1) await change('wrong');
    expect((await change(testPassword)).statusCode).toBe(429);
    api.clock.advance(60_000);
  }, 60_000);

  it('marks a device with a cookie that scripts and other sites do not get', async () => {
    const { cookies } = await tryLogIn('operator', '10.6.0.1', testPassword);
    expect(cookies.find(({ name }) => name === 'fencewatch_device')).toMatchObject({
      ...{ httpOnly: true, sameSite: 'Strict', path: '/api/session', maxAge: 365 * 86_400 },
    });
    const { cookies: none } = await tryLogIn('operator', '10.6.0.1');
    expect(none).toEqual([]);
  });

  it('never starts a session that somebody else has chosen', async () => {
    const headers = { cookie: 'fencewatch_session=chosen-by-somebody-else' };
    const payload = { username: 'admin', password: testPassword };
    const answer = await api.app.inject({ method: 'POST', url: '/api/session', payload, headers });
    const [given] = answer.cookies;
    expect(given?.value).toMatch(/^[\w-]{43}$/);
    expect((await api.app.inject({ url: '/api/session', headers })).statusCode).toBe(401);
  });

  it('does not help with a cookie from before the log-out', async () => {
    const headers = await api.as('responder');
    await api.app.inject({ method: 'DELETE', url: '/api/session', headers });
    expect((await api.app.inject({ url: '/api/session', headers })).statusCode).toBe(401);
  });
});
