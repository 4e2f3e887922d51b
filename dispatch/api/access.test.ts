// Every route against everybody who may call: nobody, an edge, a wrong token, and each role. The table of routes is read
// from the server itself, so that a new route cannot be forgotten here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { userRoles } from '../../contracts/index.ts';
import { limitFaultsIn } from '../../contracts/testing/limit-faults.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { requestSchemas } from '../testing/request-schemas.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';
import { accessOf, accessTable, admit, type Access } from './access.ts';
import type { App } from './api-parts.ts';
import { addGuard } from './guard.ts';

let api: TestApi;
const cookies = new Map<string, { cookie: string }>();
beforeAll(async () => {
  api = await openTestApi();
  for (const role of userRoles) cookies.set(role, await api.as(role));
  await api.store.cases.record(planFor(anAlert()));
}, 120_000);
afterAll(() => api.close());

const callers = ['nobody', 'wrong-token', 'edge', ...userRoles] as const;
type CallerName = (typeof callers)[number];

/** Streams never end by themselves and are tested elsewhere; the file route is only there with a dashboard. */
const elsewhere = new Set(['GET /api/events', 'GET /*']);
const routes = Object.entries(accessTable).filter(([route]) => !elsewhere.has(route));
const rows = routes.flatMap(([route, access]) =>
  callers.map((caller) => ({ route, access, caller, allowed: isAllowed(access, caller) })),
);

function isAllowed(access: Access, caller: CallerName): boolean {
  if (access === 'anyone') return true;
  if (access === 'edge') return caller === 'edge';
  return (access as readonly string[]).includes(caller);
}

function headersOf(caller: CallerName): Record<string, string> {
  if (caller === 'nobody') return {};
  if (caller === 'edge') return edgeHeaders;
  if (caller === 'wrong-token') return { authorization: 'Bearer wrong' };
  return { ...cookies.get(caller) };
}

const pathOf = (path: string) =>
  path
    .replace(':caseId', '20261122-0001')
    .replace(':cameraId', 'exit-3')
    .replace(':edgeId', 'edge-1')
    .replace(':incidentId', 'any')
    .replace(':fenceId', 'exit-3-floor')
    .replace(':stretch', '1-2')
    .replace(':glimpse', '1.jpg')
    .replace(':at', '1')
    .replace(':mute', '1')
    .concat(path === '/api/edge/fences' ? '?after=0' : '');

describe('the access table', () => {
  it.each(rows)('$route, $caller: $allowed', async ({ route, caller, allowed }) => {
    const [method = '', path = ''] = route.split(' ');
    const headers = headersOf(caller);
    // Logging out is for everybody; here it must not log out the rows that follow.
    if (route === 'DELETE /api/session') delete headers['cookie'];
    const answer = await api.app.inject({
      method: method as 'GET',
      url: pathOf(path),
      headers,
    });
    if (allowed) expect([401, 403]).not.toContain(refusalStatus(answer.statusCode, answer.body));
    else expect([401, 403]).toContain(answer.statusCode);
  });

  it('lets only a logged-in user listen to events', async () => {
    const answer = await api.app.inject({ method: 'GET', url: '/api/events' });
    expect(answer.statusCode).toBe(401);
  });

  it('refuses every edge when there is no token', async () => {
    const closed = await openTestApi({ edgeToken: null }, api);
    for (const authorization of ['Bearer null', 'Bearer ', 'Bearer undefined']) {
      const url = '/api/edge/cameras/exit-3/status';
      const answer = await closed.app.inject({ method: 'PUT', url, headers: { authorization } });
      expect(answer.statusCode).toBe(401);
    }
    await closed.close();
  });

  it('does not let a route be added that is not in it', () => {
    const app: App = fastify().withTypeProvider<ZodTypeProvider>();
    addGuard(app, api.parts);
    expect(() => app.get('/api/new', () => 'anything')).toThrow('no access rule for GET /api/new');
    expect(() => app.get('/api/health', () => 'fine')).not.toThrow();
  });

  it('counts HEAD as GET', () => {
    expect(accessOf('HEAD', '/api/cases')).toEqual(accessOf('GET', '/api/cases'));
  });
});

/** A wrong password is no matter of access. */
function refusalStatus(status: number, body: string): number {
  return body.includes('wrong-log-in') ? 200 : status;
}

describe('admit', () => {
  const user = { username: 'li', role: 'responder' } as const;
  it.each([
    ['anyone', { user: null, isEdge: false }, 'allowed'],
    ['edge', { user, isEdge: false }, 'token-needed'],
    ['edge', { user: null, isEdge: true }, 'allowed'],
    [['admin'], { user: null, isEdge: true }, 'log-in-needed'],
    [['admin'], { user, isEdge: false }, 'role-missing'],
    [['admin', 'responder'], { user, isEdge: false }, 'allowed'],
    [[], { user, isEdge: false }, 'role-missing'],
  ] as const)('%j for %j: %s', (access, caller, expected) => {
    expect(admit(access, caller)).toBe(expected);
  });
});

describe('what may be sent', () => {
  const schemas = async () =>
    requestSchemas((await api.app.inject({ url: '/api/openapi.json' })).json());

  it('is known: parts of paths, queries, headers and bodies', async () => {
    const names = (await schemas()).map(([name]) => name);
    expect(names).toContain('get /api/cases before');
    expect(names).toContain('post /api/cases/{caseId}/transitions idempotency-key');
    expect(names).toContain('put /api/edge/cameras/{cameraId}/status body');
    expect(names.length).toBeGreaterThan(40);
  });

  it('has a limit everywhere', async () => {
    const faults = (await schemas()).flatMap(([name, schema]) =>
      limitFaultsIn(schema).map((fault) => `${name}: ${fault}`),
    );
    // A fence is checked with its own schema once its request is: all its faults are told together.
    expect(faults).toEqual([
      'post /api/fences body: .fence: anything at all',
      'put /api/fences/{fenceId} body: .fence: anything at all',
    ]);
  });
});
