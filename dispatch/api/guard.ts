// Stands before every route: finds out who calls and asks the access table. A route without a line in the table stops the
// start of the server.
import type { FastifyRequest } from 'fastify';
import { isSameSecret } from '../auth/same-secret.ts';
import { accessOf, admit, type Admission } from './access.ts';
import type { ApiParts, App } from './api-parts.ts';
import { ProblemError } from './problem.ts';
import { readSessionToken } from './session-cookie.ts';

/** A log-in or a fence is small: whoever takes this long over it only holds a connection. */
const usualBodyWithinMs = 30_000;

export function addGuard(app: App, parts: ApiParts): void {
  const { sessions, edgeToken, bodyWithinMs = usualBodyWithinMs } = parts;
  app.decorateRequest('patience', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.patience = cutOffLater(request, bodyWithinMs);
    done();
  });
  app.decorateRequest('session', null);
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat())
      if (accessOf(one, url) === null) throw new Error(`no access rule for ${one} ${url}`);
  });
  app.addHook('onRequest', async (request) => {
    const access = accessOf(request.method, request.routeOptions.url ?? '');
    // No route: the answer is "not found" for everybody alike.
    if (access === null) return;
    refuseForeignSite(request);
    const token = access === 'edge' ? null : readSessionToken(request);
    request.session = token === null ? null : await sessions.find(token);
    const isEdge = edgeToken !== null && isSameSecret(bearerOf(request), edgeToken);
    const admission = admit(access, { user: request.session?.user ?? null, isEdge });
    if (admission !== 'allowed') throw refusals[admission]();
    // Clips come over slow lines; what they need is progress, not speed.
    if (access === 'edge') clearTimeout(request.patience ?? undefined);
  });
}

const refusals: Record<Exclude<Admission, 'allowed'>, () => ProblemError> = {
  'log-in-needed': () => new ProblemError(401, 'log-in-needed', 'log in first'),
  'token-needed': () => new ProblemError(401, 'token-needed', 'the edge token is missing or wrong'),
  'role-missing': () => new ProblemError(403, 'role-missing', 'your role may not do this'),
};

function cutOffLater({ raw }: FastifyRequest, withinMs: number): NodeJS.Timeout {
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, withinMs);
  raw.once('close', () => {
    clearTimeout(timer);
  });
  return timer.unref();
}

/** Browsers say where a request comes from; nothing is changed on the word of another site's page. */
function refuseForeignSite(request: FastifyRequest): void {
  const changes = !['GET', 'HEAD'].includes(request.method);
  if (changes && request.headers['sec-fetch-site'] === 'cross-site')
    throw new ProblemError(403, 'foreign-site', 'the request comes from another site');
}

export function bearerOf(request: FastifyRequest): string {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
