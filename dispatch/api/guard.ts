// Runs before every route: identifies the caller, checks the access table, and limits people to their cells. The server does not
// start if a route is missing in the table, or if its entry ignores the cell of a subject in its path.
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import { holdsCell } from '../../contracts/index.ts';
import { isSameSecret } from '../auth/same-secret.ts';
import { accessOf, type CellRule } from './access.ts';
import { admit, type Admission } from './admit.ts';
import type { ApiParts, App } from './api-parts.ts';
import { bearerOf, findCaller } from './callers.ts';
import { cellOfRoute } from './cell-of-route.ts';
import { isNamedIn } from './named-in-case.ts';
import { ProblemError } from './problem.ts';

/** A log-in or a fence is small: a slower request only holds a connection. */
const usualBodyWithinMs = 30_000;

export function addGuard(app: App, parts: ApiParts): void {
  const { edgeToken, bodyWithinMs = usualBodyWithinMs } = parts;
  app.decorateRequest('patience', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.patience = cutOffLater(request, bodyWithinMs);
    done();
  });
  app.decorateRequest('session', null);
  app.decorateRequest('scopes', null);
  app.decorateRequest('claimedName', null);
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) checkRule(one, url);
  });
  app.addHook('onRequest', async (request) => {
    const rule = accessOf(request.method, request.routeOptions.url ?? '');
    // No such route: everybody gets "not found".
    if (rule === null) return;
    refuseForeignSite(request);
    const found = rule.who === 'edge' ? nobody : await findCaller(request, parts);
    request.session = found.session;
    request.scopes = found.scopes;
    const isEdge = edgeToken !== null && isSameSecret(bearerOf(request), edgeToken);
    const user = found.session?.user ?? null;
    const admission = admit(rule, { user, isEdge, scopes: found.scopes });
    if (admission !== 'allowed') throw refusals[admission]();
    // Clips come over slow lines; they only need to make progress.
    if (rule.who === 'edge') clearTimeout(request.patience ?? undefined);
  });
  app.addHook('preValidation', (request) => keepToCells(request, parts));
}

const nobody = { session: null, scopes: null };

/** Path parameters with these names have a cell, and the route's entry must use it. */
const namedThings: Readonly<Record<string, CellRule>> = {
  ':caseId': 'case',
  ':cameraId': 'camera',
  ':fenceId': 'fence',
  ':notificationId': 'notification',
  ':mute': 'mute',
};

function checkRule(method: string, url: string): void {
  const rule = accessOf(method, url);
  if (rule === null) throw new Error(`no access rule for ${method} ${url}`);
  const named = url.split('/').flatMap((part) => namedThings[part] ?? []);
  if (Array.isArray(rule.who) && named[0] !== undefined && rule.cells !== named[0])
    throw new Error(
      `the access rule for ${method} ${url} must keep to the cell of its ${named[0]}`,
    );
}

async function keepToCells(request: FastifyRequest, parts: ApiParts): Promise<void> {
  const limit = request.session?.user.cells;
  const rule = accessOf(request.method, request.routeOptions.url ?? '');
  if (limit === undefined || rule === null) return;
  const params = request.params as Record<string, string>;
  const cell = await cellOfRoute(rule.cells, params, parts);
  if (cell === undefined || holdsCell(limit, cell)) return;
  if (!(await isNamedIn({ rule: rule.cells, params }, request, parts))) throw foreignCell();
}

export function foreignCell(): ProblemError {
  return new ProblemError(403, 'foreign-cell', 'this is outside your grid cells');
}

const refusals: Record<Exclude<Admission, 'allowed'>, () => ProblemError> = {
  'log-in-needed': () => new ProblemError(401, 'log-in-needed', 'log in first'),
  'token-needed': () => new ProblemError(401, 'token-needed', 'the edge token is missing or wrong'),
  'role-missing': () => new ProblemError(403, 'role-missing', 'your role may not do this'),
  'scope-missing': () =>
    new ProblemError(403, 'scope-missing', 'the token has no scope that allows this'),
  'foreign-cell': foreignCell,
};

/** For a route with large bodies: gives the caller this long instead of the usual time. */
export function waitForBody(withinMs: number): onRequestHookHandler {
  return (request, _reply, done) => {
    clearTimeout(request.patience ?? undefined);
    request.patience = cutOffLater(request, withinMs);
    done();
  };
}

function cutOffLater({ raw }: FastifyRequest, withinMs: number): NodeJS.Timeout {
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, withinMs);
  raw.once('close', () => {
    clearTimeout(timer);
  });
  return timer.unref();
}

/**
 * Refuses changes requested by a page of another site, which browsers report, or of another host of the same domain, to which
 * browsers send the cookie too.
 */
function refuseForeignSite(request: FastifyRequest): void {
  const changes = !['GET', 'HEAD'].includes(request.method);
  const from = request.headers['sec-fetch-site'];
  if (changes && (from === 'cross-site' || from === 'same-site'))
    throw new ProblemError(403, 'foreign-site', 'the request comes from another site');
}
