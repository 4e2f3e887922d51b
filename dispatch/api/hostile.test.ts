// Hostile requests over real connections, one row each: what is sent, and how it is refused. After each, nothing was read or
// changed, dispatch still answers, and missing rights are logged.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendRaw, textOf, type Sent } from '../testing/send-raw.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { cellOf, fillTwoCells, siteOfTwoCells, type Things } from '../testing/two-cells.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

let api: TestApi;
let things: Things;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let port: number;
let cookie: string;
let session: string;
let limited: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder.path, 'index.html'), '<!doctype html><title>front page</title>');
  api = await openTestApi({ dashboardDir: folder.path }, null, siteOfTwoCells());
  things = await fillTwoCells(api);
  port = Number(new URL(await api.app.listen({ port: 0, host: '127.0.0.1' })).port);
  ({ cookie } = await api.as('admin'));
  session = cookie.split('=')[1] ?? '';
  const change = { role: 'operator', cells: [cellOf.near], disabledAt: null } as const;
  await api.store.people.change('operator', change);
  limited = (await api.as('operator')).cookie;
}, 60_000);
afterAll(async () => {
  await api.close();
  await folder.remove();
});
beforeEach(() => {
  api.log.lines.length = 0;
});

const send = (sent: Sent) => sendRaw(port, textOf(sent));
const asAdmin = () => ({ cookie });
const json = { 'content-type': 'application/json' };
const usersOf = async () => (await api.store.people.list()).map(({ username }) => username).sort();

type Row = [what: string, sent: () => Sent, status: number | number[], error?: string];

const rightless: Row[] = [
  ['no cookie', () => ({ path: '/api/users' }), 401, 'log-in-needed'],
  [
    'an empty cookie',
    () => ({ path: '/api/users', headers: { cookie: 'fencewatch_session=' } }),
    401,
  ],
  [
    'a cookie cut short',
    () => ({ path: '/api/users', headers: { cookie: cookie.slice(0, -1) } }),
    401,
  ],
  [
    'a cookie one letter longer',
    () => ({ path: '/api/users', headers: { cookie: `${cookie}A` } }),
    401,
  ],
  [
    'a cookie with another letter',
    () => ({ path: '/api/users', headers: { cookie: flipped(cookie) } }),
    401,
  ],
  [
    'the hash that the store has in place of the token',
    () => ({ path: '/api/users', headers: { cookie: `fencewatch_session=${'0'.repeat(64)}` } }),
    401,
  ],
  [
    'SQL in a cookie',
    () => ({ path: '/api/users', headers: { cookie: "fencewatch_session=' or '1'='1" } }),
    401,
  ],
  ['the session as a token', () => ({ path: '/api/users', headers: bearer(session) }), 401],
  ['a token in the address', () => ({ path: `/api/users?token=${session}` }), 401],
  [
    'an unsigned JWT',
    () => ({ path: '/api/users', headers: bearer('eyJhbGciOiJub25lIn0.e30.') }),
    401,
  ],
  [
    'a made-up token beside a good cookie',
    () => ({ path: '/api/users', headers: { cookie, ...bearer('fwt_x') } }),
    401,
  ],
  [
    'a log-in as the proxy would name it',
    () => ({
      path: '/api/users',
      headers: { 'x-forwarded-user': 'admin', 'remote-user': 'admin' },
    }),
    401,
  ],
  [
    'a role that may not',
    () => ({ path: '/api/users', headers: { cookie: limited } }),
    403,
    'role-missing',
  ],
  [
    'a foreign case',
    () => ({ path: `/api/cases/${things.far['caseId'] ?? ''}`, headers: { cookie: limited } }),
    403,
    'foreign-cell',
  ],
  [
    'the clip of a foreign case',
    () => ({
      path: `/api/cases/${things.far['caseId'] ?? ''}/clip.mp4`,
      headers: { cookie: limited },
    }),
    403,
    'foreign-cell',
  ],
  [
    'a foreign incident below an own case',
    () => ({
      path: `/api/cases/${things.near['caseId'] ?? ''}/incidents/far-0001/picture.jpg`,
      headers: { cookie: limited },
    }),
    404,
  ],
  [
    'the picture of a foreign camera',
    () => ({ path: '/api/cameras/far/picture.jpg', headers: { cookie: limited } }),
    403,
    'foreign-cell',
  ],
  [
    'the edge token of another place',
    () => ({
      method: 'PUT',
      path: '/api/edge/cameras/far/status',
      headers: { ...json, ...bearer('x'.repeat(40)) },
      body: '{}',
    }),
    401,
    'token-needed',
  ],
];

const otherSites: Row[] = [
  ['another site', () => change({ 'sec-fetch-site': 'cross-site' }), 403, 'foreign-site'],
  [
    'a neighbour on the same domain',
    () => change({ 'sec-fetch-site': 'same-site' }),
    403,
    'foreign-site',
  ],
  [
    'a form of another site',
    () => change({ 'content-type': 'application/x-www-form-urlencoded' }),
    415,
  ],
  [
    'a text of another site that looks like JSON',
    () => change({ 'content-type': 'text/plain' }),
    [400, 415],
  ],
];

const bodies: Row[] = [
  ['JSON that is cut', () => users('{"username":"evil"'), 400],
  [
    'no body',
    () => ({ method: 'POST', path: '/api/users', headers: { ...asAdmin(), ...json } }),
    400,
  ],
  ['a list', () => users('[]'), 400],
  ['null', () => users('null'), 400],
  [
    'a body of 300 KiB',
    () => users(JSON.stringify({ username: 'x'.repeat(300 * 1024) })),
    413,
    'too-large',
  ],
  [
    'a thousand maps in one another',
    () => users('{"a":'.repeat(1000) + '1' + '}'.repeat(1000)),
    400,
  ],
  ['a prototype', () => users('{"__proto__":{"role":"admin"},"username":"evil"}'), 400],
  ['a key too many', () => users(user({ isAdmin: true })), 400],
  ['a NUL in a name', () => users(user({ username: 'evil\u0000' })), 400],
  [
    'half a character in a name',
    () => users('{"username":"evil\\ud800","role":"admin","password":"long enough"}'),
    400,
  ],
  ['a name that reads from right to left', () => users(user({ username: 'evil\u202enimda' })), 400],
  ['half a character in a reason', () => mute('{"reason":"a\\ud800"'), 400],
  ['a NUL in a reason', () => mute('{"reason":"a\\u0000"'), 400],
  [
    'a length below zero',
    () => ({ ...users('{}'), headers: { ...asAdmin(), ...json, 'content-length': '-1' } }),
    400,
  ],
];

const addresses: Row[] = [
  [
    'the files above the cameras',
    () => media('/api/cameras/..%2f..%2f..%2fetc%2fpasswd/picture.jpg'),
    [400, 404],
  ],
  ['a camera called ..', () => media('/api/cameras/%2e%2e/picture.jpg'), [400, 404]],
  ['a NUL in a camera', () => media('/api/cameras/near%00/picture.jpg'), [400, 404]],
  ['a thumbnail above its folder', () => media('/api/cameras/near/thumbnails/..%2f1.jpg'), 400],
  [
    'a backslash in an incident',
    () => media(`/api/cases/20261122-0001/incidents/..%5c..%5cx/picture.jpg`),
    [400, 404],
  ],
  ['overlong UTF-8', () => media('/api/cameras/%c0%ae%c0%ae/picture.jpg'), 400, 'bad-address'],
  ['half an escape', () => media('/api/cameras/%/picture.jpg'), 400, 'bad-address'],
  ['the files above the dashboard', () => media('/..%2f..%2f..%2fetc%2fpasswd'), [400, 403, 404]],
  ['the files above the assets', () => media('/assets/..%2f..%2f..%2fetc/passwd'), [400, 403, 404]],
  [
    'an address of 20 KiB',
    () => media(`/api/cameras/${'a'.repeat(20_000)}/picture.jpg`),
    [400, 404, 414, 431],
  ],
  ['a cursor that is none', () => media('/api/cases?cursor=../../etc'), 400],
  ['SQL in a filter', () => media("/api/cases?cameraId=x'%20or%20'1'%3D'1&limit=1e9"), 400],
];

const tables: [name: string, rows: Row[]][] = [
  ['somebody without the right', rightless],
  ['a page of another site', otherSites],
  ['a body', bodies],
  ['an address', addresses],
];

describe.each(tables)('%s', (_name, rows) => {
  it.each(rows)('%s is refused', async (_, sent, statuses, error) => {
    const before = await usersOf();
    const { status, text } = await send(sent());
    expect([statuses].flat()).toContain(status);
    if (error !== undefined) expect(text).toContain(`"error":"${error}"`);
    expect(text).not.toMatch(/root:|node_modules|at \w+ \(|select /);
    expect(await usersOf()).toEqual(before);
    const lines = api.log.lines.filter(({ message }) => message === 'a request was refused');
    if ([401, 403, 429].includes(status)) expect(lines).toHaveLength(1);
    expect((await api.app.inject({ url: '/api/health' })).statusCode).toBe(200);
  });
});

describe('a forged Host header', () => {
  it.each([
    ['another host', { host: 'evil.example' }],
    ['another host behind a proxy', { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil' }],
    ['another address', { 'x-original-url': '/api/users', 'x-rewrite-url': '/api/users' }],
    ['another method', { 'x-http-method-override': 'DELETE' }],
  ])('changes nothing: %s', async (_, headers) => {
    const { status, text } = await send({ path: '/', headers });
    expect(status).toBe(200);
    expect(text).not.toContain('evil');
    expect(text).toContain('front page');
  });

  it.each([
    ['two hosts', 'GET /api/users HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
    ['none', 'GET /api/users HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [
      'a whole address',
      'GET http://evil.example/api/users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    ],
    [
      'a request in a request',
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/users HTTP/1.1\r\nHost: a\r\n\r\n',
    ],
    [
      'a line end in a header',
      'GET /api/users HTTP/1.1\r\nHost: a\r\nX: a\rb\r\nConnection: close\r\n\r\n',
    ],
    ['no HTTP at all', '\u0016\u0003\u0001\r\n\r\n'],
  ])('opens nothing: %s', async (_, text) => {
    const { status, text: answer } = await sendRaw(port, text);
    expect([0, 400, 401, 404]).toContain(status);
    expect(answer).not.toContain('"username"');
  });

  it.each([
    '/API/users',
    '//api/users',
    '/api//users',
    '/api/users/',
    '/api/users;x',
    '/api/./users',
    '/./api/users',
  ])('is no way round the table: %s', async (path) => {
    const { text } = await send({ path, headers: { cookie: limited } });
    expect(text).not.toContain('"username"');
  });

  it.each(['TRACE', 'CONNECT', 'OPTIONS', 'PATCH', 'PROPFIND', 'FOO'])(
    'is not asked by %s',
    async (method) => {
      const { status, text } = await send({ method, path: '/api/users', headers: asAdmin() });
      expect([0, 400, 404, 405]).toContain(status);
      expect(text).not.toContain('"username"');
    },
  );
});

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function flipped(text: string): string {
  return text.slice(0, -2) + (text.at(-2) === 'A' ? 'B' : 'A') + text.slice(-1);
}

function user(more: object): string {
  return JSON.stringify({ username: 'evil', role: 'admin', password: 'long enough', ...more });
}

function users(body: string): Sent {
  return { method: 'POST', path: '/api/users', headers: { ...asAdmin(), ...json }, body };
}

function change(headers: Record<string, string>): Sent {
  const sent = users(user({}));
  return { ...sent, headers: { ...sent.headers, ...headers } };
}

function mute(start: string): Sent {
  const rest = `"of":"camera","id":"near","until":${api.clock.now() + 60_000}}`;
  const headers = { ...asAdmin(), ...json };
  return { method: 'POST', path: '/api/mutes', headers, body: `${start},${rest}` };
}

function media(path: string): Sent {
  return { path, headers: asAdmin() };
}
