// Calls every route as every kind of caller: without a log-in, as an edge, with wrong and right tokens, and with each role, for
// subjects of the caller's own cell and of another one. The routes are read from the server's own table, so a new one is tested
// too.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { tokenScopes, userRoles, type ReportedProblem, type User } from '../../contracts/index.ts';
import { limitFaultsIn } from '../../contracts/testing/limit-faults.ts';
import { requestSchemas } from '../testing/request-schemas.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';
import {
  bodyIn,
  cellOf,
  fillTwoCells,
  nameInFarCase,
  siteOfTwoCells,
} from '../testing/two-cells.ts';
import { eventsIn, type Side, type Things } from '../testing/two-cells.ts';
import { accessOf, accessTable, type Rule } from './access.ts';
import { admit, type Caller } from './admit.ts';
import type { App } from './api-parts.ts';
import { eventWithin } from './event-within.ts';
import { addGuard } from './guard.ts';

type Headers = Record<string, string>;

let api: TestApi;
let things: Things;
const known = new Map<string, Headers>();
beforeAll(async () => {
  api = await openTestApi({}, null, siteOfTwoCells());
  things = await fillTwoCells(api);
  for (const role of userRoles) {
    known.set(role, await api.as(role));
    known.set(`${role} near`, await logInWithin(role, [cellOf.near]));
  }
  for (const scope of tokenScopes) {
    known.set(scope, await tokenFor(scope));
    known.set(`${scope} near`, await tokenFor(scope, [cellOf.near]));
  }
}, 120_000);
afterAll(() => api.close());
beforeEach(() => {
  api.log.lines.length = 0;
});

async function logInWithin(role: User['role'], cells: string[]): Promise<Headers> {
  const user = { username: `${role}-near`, role, cells };
  const password = { salt: new Uint8Array(1), hash: new Uint8Array(1), cost: { N: 2, r: 1, p: 1 } };
  await api.store.people.put({ ...user, password }, 0);
  const { token } = await api.parts.sessions.open(user);
  return { cookie: `fencewatch_session=${token}` };
}

async function tokenFor(scope: (typeof tokenScopes)[number], cells?: string[]): Promise<Headers> {
  const name = `${scope.replace(':', '-')}${cells ? '-near' : ''}`;
  const wish = { name, scopes: [scope], expiresAt: api.clock.now() + 86_400_000 };
  const made = await api.parts.tokens.make({ ...wish, ...(cells && { cells }) }, 'admin');
  if (!made.ok) throw new Error(made.reason);
  return { authorization: `Bearer ${made.token}` };
}

const people = ['nobody', 'wrong-token', 'edge', ...userRoles];

/** Streams never end by themselves and are tested elsewhere; the file route exists only with a dashboard. */
const elsewhere = new Set(['GET /api/events', 'GET /*']);
const routes = Object.entries(accessTable).filter(([route]) => !elsewhere.has(route));

/** One program with the scopes of the route, and one with another scope. */
function programsFor({ scopes }: Rule): string[] {
  const other = tokenScopes.find((scope) => !scopes.includes(scope));
  return [...scopes, ...(other === undefined ? [] : [other])];
}

/** Callers who may use a route for some cells: each allowed role, and a program. */
function limitedFor(rule: Rule): string[] {
  const names = [...userRoles, ...rule.scopes.slice(0, 1)];
  return names.filter((name) => isAllowed(rule, name)).map((name) => `${name} near`);
}
const limitedRoutes = routes.filter(([, { who }]) => Array.isArray(who));

function isAllowed({ who, scopes }: Rule, caller: string): boolean {
  if (who === 'anyone') return true;
  if (who === 'edge') return caller === 'edge';
  const [name = ''] = caller.split(' ');
  return (who as readonly string[]).includes(name) || (scopes as readonly string[]).includes(name);
}

function headersOf(caller: string): Headers {
  if (caller === 'nobody') return {};
  if (caller === 'edge') return edgeHeaders;
  if (caller === 'wrong-token') return { authorization: 'Bearer wrong' };
  return { ...known.get(caller) };
}

const otherParts: Readonly<Record<string, string>> = {
  edgeId: 'edge-1',
  stretch: '1-2',
  thumbnail: '1.jpg',
  at: '1',
  opening: '1',
};

function ask(
  route: string,
  caller: string,
  side: Side = 'near',
  named: Record<string, string> = {},
) {
  const [method = '', path = ''] = route.split(' ');
  const values = { ...otherParts, ...things[side], ...named };
  const filled = path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'any');
  const query = queries[path] ?? '';
  const headers = headersOf(caller);
  // Everybody may log out; the log-out must not end the session that later rows use.
  if (route === 'DELETE /api/session') delete headers['cookie'];
  const body = bodyIn(route, { side, things, until: api.clock.now() + 60_000 });
  const payload = body === undefined ? {} : { payload: body };
  return api.app.inject({ method: method as 'GET', url: filled + query, headers, ...payload });
}

const queries: Readonly<Record<string, string>> = {
  '/api/edge/fences': '?after=0',
  '/api/numbers': '?from=2026-11-22&to=2026-11-22&by=cell',
  '/api/map/heat': '?month=2026-11',
  '/api/labels': '?from=2026-11-22&to=2026-11-22',
  '/api/numbers.csv': '?from=2026-11-22&to=2026-11-22&by=cell',
};

const refused = [401, 403];
/** A wrong password, or a person without a role in the case, is refused for another reason than access. */
const otherRefusals =
  /wrong-log-in|not-your-part|wrong-password|not-in-roster|not-your-swap|not-your-shift/;

describe('the access table', () => {
  it.each(routes)('%s admits the roles that it names, and nobody else', async (route, rule) => {
    for (const caller of [...people, ...programsFor(rule)]) {
      const answer = await ask(route, caller);
      const isRefused = refused.includes(answer.statusCode) && !otherRefusals.test(answer.body);
      const isAsWanted = isRefused !== isAllowed(rule, caller);
      expect({ caller, isAsWanted, answer: isAsWanted || answer.body }).toEqual({
        caller,
        isAsWanted: true,
        answer: true,
      });
    }
  });

  it.each(limitedRoutes)("%s is open for the user's own cell", async (route, rule) => {
    for (const caller of limitedFor(rule)) {
      const isForeign = (await ask(route, caller)).body.includes('foreign-cell');
      expect({ caller, isForeign }).toEqual({ caller, isForeign: rule.cells === 'whole-site' });
    }
  });

  const keptRoutes = limitedRoutes.filter(([, { cells }]) => cells !== 'none');
  it.each(keptRoutes)('%s is closed for a foreign cell', async (route, rule) => {
    for (const caller of limitedFor(rule)) {
      api.log.lines.length = 0;
      const { statusCode, body } = await ask(route, caller, 'far');
      const isListed = rule.cells === 'listed';
      expect({ caller, statusCode }).toEqual({ caller, statusCode: isListed ? 200 : 403 });
      expect(body).not.toMatch(farThings);
      const reasons = api.log.lines.map(({ fields }) => ({ ...fields }));
      if (!isListed) expect(reasons).toMatchObject([{ route, reason: 'foreign-cell' }]);
    }
  });

  it.each(routes.filter(([, { cells }]) => cells === 'listed').map(([route]) => route))(
    '%s shows what is far to whoever is not limited, so that the rows above see something',
    async (route) => {
      const answer = await ask(route, 'admin');
      expect(answer.statusCode).toBe(200);
      if (!emptyHere.has(route)) expect(answer.body).toMatch(farThings);
    },
  );
});

describe('a case of a foreign cell', () => {
  let named: Record<string, string>;
  beforeAll(async () => {
    named = await nameInFarCase(api);
  });
  const kept = limitedRoutes.filter(
    ([, { cells }]) => cells === 'case' || cells === 'notification',
  );
  const readers = kept.filter(([, rule]) => isAllowed(rule, 'responder'));

  it.each(readers)('is open to the person it was assigned to: %s', async (route) => {
    const { statusCode, body } = await ask(route, 'responder near', 'far', named);
    expect({ statusCode, body }).not.toMatchObject({ statusCode: 403 });
    expect(body).not.toContain('foreign-cell');
  });

  it.each(kept)('stays closed to others, and to programs: %s', async (route, rule) => {
    for (const caller of limitedFor(rule).filter((one) => one !== 'responder near')) {
      const { statusCode, body } = await ask(route, caller, 'far', named);
      expect({ caller, statusCode, body }).toMatchObject({ statusCode: 403 });
    }
  });

  it.each(readers)('stays closed to a user that it does not name: %s', async (route) => {
    expect((await ask(route, 'responder near', 'far')).statusCode).toBe(403);
  });

  it('is in the list of that person, who can act on it', async () => {
    const idsIn = (body: string) =>
      (JSON.parse(body) as { cases: { id: string }[] }).cases.map(({ id }) => id);
    const list = await ask('GET /api/cases', 'responder near');
    expect(idsIn(list.body)).toContain(named['caseId']);
    expect(idsIn(list.body)).not.toContain(things.far['caseId']);
    const url = `/api/cases/${named['caseId'] ?? ''}/transitions`;
    const payload = { action: 'arrive' };
    const headers = headersOf('responder near');
    const done = await api.app.inject({ method: 'POST', url, headers, payload });
    expect(done.json()).toMatchObject({ state: 'on-site', acknowledgedBy: 'responder-near' });
    const others = await ask('GET /api/cases', 'operator near');
    expect(idsIn(others.body)).not.toContain(named['caseId']);
  });
});

const farThings = new RegExp(`\\bfar\\b|${cellOf.far}`);
/** This site has no problem, and no fence was removed. */
const emptyHere = new Set(['GET /api/problems', 'GET /api/fences/removed', 'GET /api/duty/faults']);

describe('events', () => {
  it('of a foreign cell are not sent', async () => {
    for (const event of await eventsIn(api, 'far')) {
      expect(eventWithin([cellOf.near], event, api.parts.wall)).toBeNull();
      expect(eventWithin(undefined, event, api.parts.wall)).toBe(event);
    }
    for (const event of await eventsIn(api, 'near'))
      expect(eventWithin([cellOf.near], event, api.parts.wall)).toBe(event);
  });

  it("report problems of the user's cameras, and of everything shared", () => {
    const problem = { since: 1, values: {}, edgeId: null, lastHeardAt: null, times: 1 };
    const present: ReportedProblem[] = [
      { ...problem, code: 'camera-stalled', subject: 'far' },
      { ...problem, code: 'camera-stalled', subject: 'near' },
      { ...problem, code: 'redis-unreachable', subject: 'redis://x' },
    ];
    const event = { type: 'problems', present } as const;
    expect(eventWithin([cellOf.near], event, api.parts.wall)).toEqual({
      type: 'problems',
      present: present.slice(1),
    });
  });

  it('need a log-in', async () => {
    const answer = await api.app.inject({ method: 'GET', url: '/api/events' });
    expect(answer.statusCode).toBe(401);
  });
});

describe('what is refused', () => {
  it('is logged with person, route and reason', async () => {
    await ask('POST /api/fences', 'auditor');
    await ask('GET /api/cases', 'nobody');
    const lines = api.log.lines.map(({ message, fields }) => ({ message, ...fields }));
    const message = 'a request was refused';
    expect(lines).toMatchObject([
      { message, person: 'auditor', route: 'POST /api/fences', reason: 'role-missing' },
      { message, person: null, route: 'GET /api/cases', reason: 'log-in-needed' },
    ]);
  });

  it('refuses every edge when there is no edge token', async () => {
    const closed = await openTestApi({ edgeToken: null }, api);
    for (const authorization of ['Bearer null', 'Bearer ', 'Bearer undefined']) {
      const url = '/api/edge/cameras/exit-3/status';
      const answer = await closed.app.inject({ method: 'PUT', url, headers: { authorization } });
      expect(answer.statusCode).toBe(401);
    }
    await closed.close();
  });

  it.each([
    ['/api/new', 'no access rule for GET /api/new'],
    ['/api/new/:caseId', 'no access rule for GET /api/new/:caseId'],
  ])('is a route that is not in the table: %s', (path, message) => {
    const app: App = fastify().withTypeProvider<ZodTypeProvider>();
    addGuard(app, api.parts);
    expect(() => app.get(path, () => 'anything')).toThrow(message);
    expect(() => app.get('/api/health', () => 'fine')).not.toThrow();
  });

  it('does not depend on HEAD, which counts as GET', () => {
    expect(accessOf('HEAD', '/api/cases')).toEqual(accessOf('GET', '/api/cases'));
  });
});

describe('admit', () => {
  const user = { username: 'li', role: 'responder' } as const;
  const person: Caller = { user, isEdge: false, scopes: null };
  const rule = (who: Rule['who'], cells: Rule['cells'] = 'none'): Rule => {
    return { who, scopes: ['cases:read'], cells };
  };
  it.each([
    ['everybody', rule('anyone'), { ...person, user: null }, 'allowed'],
    ['a person as an edge', rule('edge'), person, 'token-needed'],
    ['an edge', rule('edge'), { ...person, user: null, isEdge: true }, 'allowed'],
    [
      'an edge as a person',
      rule(['admin']),
      { ...person, user: null, isEdge: true },
      'log-in-needed',
    ],
    ['another role', rule(['admin']), person, 'role-missing'],
    ['his role', rule(['admin', 'responder']), person, 'allowed'],
    ['no role', rule([]), person, 'role-missing'],
    ['a token with the scope', rule(['admin']), { ...person, scopes: ['cases:read'] }, 'allowed'],
    ['another scope', rule(['responder']), { ...person, scopes: ['site:read'] }, 'scope-missing'],
    ['a token without scopes', rule(['responder']), { ...person, scopes: [] }, 'scope-missing'],
    ['all cells', rule(['responder'], 'whole-site'), person, 'allowed'],
    [
      'one cell',
      rule(['responder'], 'whole-site'),
      { ...person, user: { ...user, cells: ['370305'] } },
      'foreign-cell',
    ],
  ] as [string, Rule, Caller, string][])('%s', (_, given, caller, expected) => {
    expect(admit(given, caller)).toBe(expected);
  });
});

describe('what may be sent', () => {
  const schemas = async () =>
    requestSchemas((await api.app.inject({ url: '/api/openapi.json' })).json());

  it('is known: path parameters, queries, headers and bodies', async () => {
    const names = (await schemas()).map(([name]) => name);
    expect(names).toContain('get /api/cases before');
    expect(names).toContain('post /api/cases/{caseId}/transitions idempotency-key');
    expect(names).toContain('put /api/edge/cameras/{cameraId}/status body');
    expect(names.length).toBeGreaterThan(40);
  });

  it('has a limit in every field', async () => {
    const faults = (await schemas()).flatMap(([name, schema]) =>
      limitFaultsIn(schema).map((fault) => `${name}: ${fault}`),
    );
    // A fence is checked with its own schema after its request, so that all its faults are reported together.
    expect(faults).toEqual([
      'post /api/fences body: .fence: anything at all',
      'put /api/fences/{fenceId} body: .fence: anything at all',
    ]);
  });
});
