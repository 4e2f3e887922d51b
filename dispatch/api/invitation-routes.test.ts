// Invitations over HTTP: a user sets a password by a code, once, and nobody else can.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { invitationMs, userInvitationSchema } from '../../contracts/index.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let admin: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  admin = await api.as('admin');
}, 60_000);
afterAll(() => api.close());
beforeEach(() => {
  api.log.lines.length = 0;
});

let caller = 0;
/** From another address each time: one address may try ten times a minute. */
const send = (url: string, body: object = {}, headers = {}) =>
  api.app.inject({
    method: 'POST',
    url,
    headers,
    payload: body,
    remoteAddress: `10.0.${caller >> 8}.${(caller += 1) & 255}`,
  });
const users = async () =>
  (await api.app.inject({ url: '/api/users', headers: admin })).json<{
    users: { username: string }[];
  }>().users;
const entryOf = async (name: string) => (await users()).find(({ username }) => username === name);

async function invited(username: string): Promise<string> {
  await send('/api/users', { username, role: 'responder' }, admin);
  return invite(username);
}
async function invite(username: string): Promise<string> {
  const answer = await send(`/api/users/${username}/invitation`, {}, admin);
  expect(answer.statusCode).toBe(201);
  return userInvitationSchema.parse(answer.json()).code;
}
const follow = (code: string, password = 'long enough') =>
  send('/api/invitations/follow', { code, password });
const logIn = (username: string, password: string) => send('/api/session', { username, password });

describe('a new user without a password', () => {
  it('sets one by the invitation, is logged in, and the code is used up', async () => {
    const code = await invited('li');
    expect(await entryOf('li')).toMatchObject({
      hasPassword: false,
      invitedUntil: api.clock.now() + invitationMs,
    });
    const look = await send('/api/invitations/look', { code });
    expect(look.json()).toMatchObject({ username: 'li', site: expect.any(String) as string });
    const answer = await follow(code);
    expect(answer.json()).toMatchObject({ user: { username: 'li', role: 'responder' } });
    const cookie = answer.headers['set-cookie'];
    const session = await api.app.inject({
      url: '/api/session',
      headers: { cookie: String(cookie) },
    });
    expect(session.statusCode).toBe(200);
    expect((await logIn('li', 'long enough')).statusCode).toBe(200);
    expect((await follow(code, 'another one')).json()).toMatchObject({
      error: 'invitation-invalid',
    });
    expect(await entryOf('li')).toMatchObject({ hasPassword: true, invitedUntil: null });
    const written = JSON.stringify(api.log.lines);
    expect(written).not.toContain(code);
    expect(written).not.toContain('long enough');
  });

  it('cannot log in before', async () => {
    await invited('wu');
    expect((await logIn('wu', '')).statusCode).toBe(400);
    expect((await logIn('wu', 'long enough')).statusCode).toBe(401);
  });

  it('is let in once when two follow the code at the same time', async () => {
    const code = await invited('sun');
    const answers = await Promise.all([follow(code, 'first word'), follow(code, 'second word')]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([
      200, 403,
    ]);
  });
});

describe('an invitation', () => {
  it.each([
    [
      'expired',
      () => {
        api.clock.advance(invitationMs);
        return Promise.resolve();
      },
    ],
    ['replaced', () => invite('qian')],
    [
      'of a disabled user',
      () =>
        api.app.inject({
          method: 'PUT',
          url: '/api/users/qian',
          headers: admin,
          payload: { role: 'responder', disabled: true },
        }),
    ],
  ])('is refused when %s', async (_, spoil) => {
    await api.store.people.remove('qian');
    admin = await api.as('admin');
    const code = await invited('qian');
    await spoil();
    for (const answer of [await follow(code), await send('/api/invitations/look', { code })])
      expect(answer.json()).toMatchObject({ error: 'invitation-invalid' });
    admin = await api.as('admin');
  });

  it('keeps the old password until it is followed; then all sessions end', async () => {
    const code = await invited('zhou');
    await follow(code, 'the old one');
    const before = await logIn('zhou', 'the old one');
    const reset = await invite('zhou');
    expect((await logIn('zhou', 'the old one')).statusCode).toBe(200);
    await follow(reset, 'the new one');
    expect((await logIn('zhou', 'the old one')).statusCode).toBe(401);
    const headers = { cookie: String(before.headers['set-cookie']) };
    expect((await api.app.inject({ url: '/api/session', headers })).statusCode).toBe(401);
  });

  it('ends when an administrator sets a password', async () => {
    const code = await invited('zhao');
    await api.app.inject({
      method: 'PUT',
      url: '/api/users/zhao/password',
      headers: admin,
      payload: { password: 'set by hand' },
    });
    expect((await follow(code)).statusCode).toBe(403);
  });

  it('does not open a shorter password, nor a code that is none', async () => {
    const code = await invited('feng');
    const short = await follow(code, 'short');
    expect(short.statusCode).toBe(400);
    expect(short.body).not.toContain('short"');
    for (const wrong of ['', 'fwi_x', `${code}x`, code.toUpperCase(), '\u0000'])
      expect((await follow(wrong)).statusCode).toBe(403);
    expect((await follow(code)).statusCode).toBe(200);
  });

  it.each([
    ['admin', 409, 'own-password'],
    ['nobody', 404, 'not-found'],
  ])('is not made for %s: %i %s', async (username, status, error) => {
    const answer = await send(`/api/users/${username}/invitation`, {}, admin);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ error });
  });

  it('is not made for a disabled user, one of a provider, nor by an operator', async () => {
    await api.store.people.putIdentity(
      { username: 'sso', role: 'responder', issuer: 'i', subject: 's' },
      0,
    );
    expect((await send('/api/users/sso/invitation', {}, admin)).json()).toMatchObject({
      error: 'no-password',
    });
    await send('/api/users', { username: 'off', role: 'responder' }, admin);
    await api.app.inject({
      method: 'PUT',
      url: '/api/users/off',
      headers: admin,
      payload: { role: 'responder', disabled: true },
    });
    expect((await send('/api/users/off/invitation', {}, admin)).json()).toMatchObject({
      error: 'log-in-disabled',
    });
    expect((await send('/api/users/off/invitation', {}, await api.as('operator'))).statusCode).toBe(
      403,
    );
  });

  it('puts its code behind a # of the address, which no server sees', async () => {
    const answer = await send('/api/users/feng/invitation', {}, admin);
    const { code, link } = userInvitationSchema.parse(answer.json());
    expect(new URL(link).hash).toBe(`#invitation=${code}`);
    expect(new URL(link).search).toBe('');
  });

  it('cannot be guessed at speed from one address', async () => {
    const tries = Array.from({ length: 12 }, () =>
      api.app.inject({
        method: 'POST',
        url: '/api/invitations/follow',
        payload: { code: 'fwi_x', password: 'long enough' },
        remoteAddress: '10.9.9.9',
      }),
    );
    const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((one) => one === 429).length).toBeGreaterThan(0);
  });
});
