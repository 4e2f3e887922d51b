// The HTTP interface as people use it: log-in, cases, pictures, cameras; and what it refuses.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cameraListSchema,
  caseDetailSchema,
  caseListSchema,
  healthSchema,
  problemSchema,
  sessionSchema,
} from '../../contracts/index.ts';
import { sessionMs } from '../auth/sessions.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { edgeHeaders, openTestApi, testPassword, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let responder: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  await api.store.cases.record(planFor(anAlert()));
  responder = await api.as('responder');
}, 120_000);
afterAll(() => api.close());

beforeEach(() => {
  api.heard.length = 0;
});

const get = (url: string, headers: Record<string, string> = responder) =>
  api.app.inject({ method: 'GET', url, headers });
const logIn = (body: object, remoteAddress = '10.0.0.1', headers = {}) =>
  api.app.inject({ method: 'POST', url: '/api/session', payload: body, remoteAddress, headers });

describe('the session', () => {
  it('begins with name and password, lasts 12 hours, and ends at log-out', async () => {
    const answer = await logIn({ username: 'auditor', password: testPassword });
    const session = sessionSchema.parse(answer.json());
    expect(session.user).toEqual({ username: 'auditor', role: 'auditor' });
    expect(session.site).toEqual({
      name: 'Test district',
      timezone: 'Asia/Shanghai',
      calendar: { holidays: [], workdays: [] },
    });
    const setCookie = String(answer.headers['set-cookie']);
    expect(setCookie).toMatch(/HttpOnly/);
    expect(setCookie).toMatch(/SameSite=Strict/);
    expect(setCookie).not.toMatch(/Secure/);
    // The cookie has a duration instead of a date, because a phone's clock may be wrong.
    expect(setCookie).toMatch(/Max-Age=43200/);
    expect(setCookie).not.toMatch(/Expires/);
    const cookie = { cookie: setCookie.split(';')[0] ?? '' };
    expect((await get('/api/session', cookie)).statusCode).toBe(200);
    const out = await api.app.inject({ method: 'DELETE', url: '/api/session', headers: cookie });
    expect(out.statusCode).toBe(204);
    expect((await get('/api/session', cookie)).statusCode).toBe(401);
  });

  it('expires', async () => {
    const headers = await api.as('operator');
    api.clock.advance(sessionMs - 1);
    expect((await get('/api/session', headers)).statusCode).toBe(200);
    api.clock.advance(1);
    expect((await get('/api/session', headers)).statusCode).toBe(401);
    responder = await api.as('responder');
  });

  it.each([
    ['a wrong password', { username: 'admin', password: 'wrong' }],
    ['a name that nobody has', { username: 'nobody', password: testPassword }],
    ['a name that no database takes', { username: 'a\u0000', password: testPassword }],
  ])('does not begin with %s, and does not say which was wrong', async (_, body) => {
    const answer = await logIn(body, '10.0.0.2');
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toEqual({
      error: 'wrong-log-in',
      message: 'the name or the password is wrong',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['an empty body', {}],
    ['an empty name', { username: '', password: 'x' }],
    ['something extra', { username: 'a', password: 'b', role: 'admin' }],
  ])('refuses %s and names what is wrong', async (_, body) => {
    const answer = await logIn(body, '10.0.0.3');
    expect(answer.statusCode).toBe(400);
    expect(problemSchema.parse(answer.json()).faults).not.toHaveLength(0);
  });

  it('limits the attempts from each address', async () => {
    const tries = [];
    for (let count = 0; count < 11; count += 1)
      tries.push((await logIn({ username: 'admin', password: 'guess' }, '10.0.0.9')).statusCode);
    expect(tries).toEqual([...Array<number>(10).fill(401), 429]);
    expect((await logIn({ username: 'admin', password: 'guess' }, '10.0.0.10')).statusCode).toBe(
      401,
    );
  }, 30_000);

  it('cannot be opened or changed by a page of another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const body = { username: 'admin', password: testPassword };
    expect((await logIn(body, '10.0.0.4', headers)).json()).toMatchObject({
      error: 'foreign-site',
    });
  });

  it('has a Secure cookie when the public address is https', async () => {
    const secure = await openTestApi({ isHttps: true }, api);
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'admin', password: testPassword },
    });
    expect(String(answer.headers['set-cookie'])).toMatch(/Secure/);
    expect(answer.headers['strict-transport-security']).toBeDefined();
    await secure.close();
  });
});

describe('cases', () => {
  it('are listed with the number of present ones', async () => {
    const list = caseListSchema.parse((await get('/api/cases')).json());
    expect(list.presentCount).toBe(1);
    expect(list.cases).toMatchObject([
      { id: '20261122-0001', state: 'dispatched', hasPicture: false },
    ]);
    const none = caseListSchema.parse((await get('/api/cases?kind=debris-pile')).json());
    expect(none.cases).toEqual([]);
  });

  it('are shown in full with events and deliveries', async () => {
    const detail = caseDetailSchema.parse((await get('/api/cases/20261122-0001')).json());
    expect(detail.events).toMatchObject([
      { alertId: 'exit-3-0001-1', event: 'opened', signed: false },
    ]);
    expect(detail.deliveries).toMatchObject([
      { role: 'officer', state: 'waiting' },
      { role: 'property', state: 'waiting' },
    ]);
  });

  it.each([
    ['/api/cases/20261122-9999', 404],
    ['/api/cases/nonsense', 400],
    ['/api/cases/20261122-9999/picture.jpg', 404],
    ['/api/cases?limit=0', 400],
    ['/api/cases?limit=1000', 400],
    ['/api/cases?kind=mur/der', 400],
    ['/api/cases?colour=red', 400],
    ['/api/cases?cameraId=%00', 400],
    ['/api/nothing', 404],
    ['/api/cases/..%2F..%2Fetc/picture.jpg', 400],
  ])('%s is refused with %i and a problem', async (url, status) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(problemSchema.safeParse(answer.json()).success).toBe(true);
  });

  it('are accepted once, by name, and all listeners are notified', async () => {
    const url = '/api/cases/20261122-0001/acknowledge';
    const first = await api.app.inject({ method: 'POST', url, headers: responder });
    expect(caseDetailSchema.parse(first.json())).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'responder',
      acknowledgedAt: api.clock.now(),
    });
    expect(api.heard).toMatchObject([{ type: 'case', case: { state: 'acknowledged' } }]);
    const second = await api.app.inject({ method: 'POST', url, headers: await api.as('admin') });
    expect(second.statusCode).toBe(409);
    expect(second.json()).toMatchObject({ error: 'already-acknowledged' });
    const missing = await api.app.inject({
      method: 'POST',
      url: url.replace('0001', '0002'),
      headers: responder,
    });
    expect(missing.statusCode).toBe(404);
  });
});

describe('a malformed address', () => {
  it.each(['/api/cases/%E0%A4%A', '/api/%'])(
    '%s is refused in the form of all refusals',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(400);
      expect(problemSchema.parse(answer.json())).toMatchObject({ error: 'bad-address' });
    },
  );
});

describe('cameras', () => {
  it('are all listed before any edge has reported', async () => {
    const { cameras } = cameraListSchema.parse((await get('/api/cameras')).json());
    expect(cameras).toMatchObject([
      {
        id: 'exit-3',
        status: null,
        hasPicture: false,
        fences: [{ id: 'exit-3-floor', open: true }],
      },
      { id: 'corner', status: null, pictureAt: null, fences: [] },
    ]);
  });

  it.each([
    ['one without a picture yet', 'corner'],
    ['one that the site does not have', 'elsewhere'],
  ])('have no picture: %s', async (_, cameraId) => {
    expect((await get(`/api/cameras/${cameraId}/picture.jpg`)).statusCode).toBe(404);
  });
});

describe('for monitoring', () => {
  it('reports its health and its metrics', async () => {
    expect(healthSchema.parse((await get('/api/health', {})).json()).ok).toBe(true);
    const metrics = await get('/metrics', {});
    expect(metrics.headers['content-type']).toMatch(/^text\/plain/);
    expect(metrics.body).toContain('fencewatch_queue_depth 3');
    expect(metrics.body).toContain('fencewatch_cameras{state="unknown"} 2');
  });

  it('describes itself in OpenAPI', async () => {
    const document = (await get('/api/openapi.json', {})).json<{
      openapi: string;
      paths: object;
    }>();
    expect(document.openapi).toMatch(/^3\./);
    expect(Object.keys(document.paths)).toContain('/api/cases/{caseId}/acknowledge');
  });

  it('answers 503 when the store is unreachable, and hides internal errors', async () => {
    const sick = { ok: false, problem: 'down' };
    const health = () => Promise.resolve({ ok: false, store: sick, redis: sick, mqtt: sick });
    const list = () => Promise.reject(new Error('Failed query: select "id" … PGlite is closed'));
    const store = { ...api.store, cases: { ...api.store.cases, list } };
    const broken = await openTestApi({ health, store }, api);
    expect((await broken.app.inject('/api/health')).statusCode).toBe(503);
    const headers = await broken.as('admin');
    const answer = await broken.app.inject({ method: 'GET', url: '/api/cases', headers });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/select|PGlite/i);
    expect(broken.log.lines.some(({ level }) => level === 'error')).toBe(true);
    await broken.close();
  });

  it('sets security headers', async () => {
    const { headers } = await get('/api/health', edgeHeaders);
    expect(headers['content-security-policy']).toMatch(
      /default-src 'self'.*frame-ancestors 'none'/,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
