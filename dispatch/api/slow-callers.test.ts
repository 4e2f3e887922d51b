// Callers that send very slowly, and many concurrent log-ins.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userRoles } from '../../contracts/index.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let url: string;
beforeAll(async () => {
  api = await openTestApi({ bodyWithinMs: 300, trustProxy: { hops: 1 } });
  url = await api.app.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(() => api.close());

describe('a body that never ends', () => {
  it.each([
    ['a log-in', 'POST /api/session', 'application/json'],
    ['an upload without the token', 'PUT /api/edge/incidents/x/clip', 'video/mp4'],
  ])('of %s is cut off', async (_, route, type) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    socket.resume();
    const head = `${route} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 1000`;
    socket.write(`${head}\r\n\r\n{`);
    await closed;
  });
});

describe('log-ins', () => {
  const logIn = (username: string, forwarded: string) =>
    api.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username, password: 'wrong' },
      remoteAddress: '10.9.9.9',
      headers: { 'x-forwarded-for': forwarded },
    });

  it('are counted by the address that the proxy saw, not by a forged header', async () => {
    const statuses = [];
    for (let count = 0; count < 11; count += 1)
      // Existing users, whose passwords are hashed at the low cost of tests.
      statuses.push((await logIn(userRoles[count % 3]!, `6.6.6.${count}, 7.7.7.7`)).statusCode);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  }, 60_000);

  it('are counted per name, from any address', async () => {
    const statuses = [];
    for (let count = 0; count < 21; count += 1)
      statuses.push((await logIn('admin', `8.8.8.${count}`)).statusCode);
    expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
  }, 60_000);

  it('beyond the queue are rejected at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, count) => logIn(`many${count}`, `9.9.9.${count}`)),
    );
    const busy = answers.filter(({ statusCode }) => statusCode === 503);
    expect(busy.length).toBeGreaterThan(10);
    expect(busy[0]?.json()).toMatchObject({ error: 'busy' });
    expect(answers.every(({ statusCode }) => [401, 503].includes(statusCode))).toBe(true);
  }, 60_000);
});
