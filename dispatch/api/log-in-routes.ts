// Log-in with the site's OpenID provider: the available ways, the redirect to the provider, and the callback. A refusal leads to
// the log-in page with its reason.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { logInWaysSchema, type ProviderRefusal, type User } from '../../contracts/index.ts';
import { pendingMs, pendingSchema, type PendingLogIn } from '../auth/open-id.ts';
import type { Identity } from '../auth/people-store.ts';
import type { App, BasicParts, LogInParts, ServerParts } from './api-parts.ts';
import { notFound } from './problem.ts';
import { setSessionToken } from './session-cookie.ts';
import { originOf } from './session-routes.ts';

const cookieName = 'fencewatch_log_in';
/** A page of the dashboard, never of another site. */
const returnToSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, 'expected a path such as /cases')
  .default('/');
const triesPerMinute = 60;
const config = { rateLimit: { max: triesPerMinute, timeWindow: '1 minute' } };

export function addLogInRoutes(app: App, parts: BasicParts & ServerParts & LogInParts): void {
  const { openId } = parts;
  app.get('/api/log-in', { schema: { response: { 200: logInWaysSchema } } }, () => ({
    provider: openId === null ? null : { name: openId.name },
  }));
  const querystring = z.strictObject({ returnTo: returnToSchema });
  app.get('/api/log-in/provider', { config, schema: { querystring } }, async (request, reply) => {
    if (openId === null) throw notFound('provider to log in at');
    const begun = await openId.begin(callbackOf(parts), request.query.returnTo);
    if (!begun.ok) return refuse(parts, { request, reply, ...begun });
    const value = Buffer.from(JSON.stringify(begun.pending)).toString('base64url');
    reply.setCookie(cookieName, value, { ...scopeOf(parts), maxAge: pendingMs / 1000 });
    return reply.header('cache-control', 'no-store').redirect(begun.url);
  });
  app.get('/api/log-in/callback', { config }, async (request, reply) => {
    if (openId === null) throw notFound('provider to log in at');
    const pending = pendingOf(request);
    reply.clearCookie(cookieName, scopeOf(parts)).header('cache-control', 'no-store');
    if (pending === null)
      return refuse(parts, { request, reply, reason: 'log-in-expired', detail: 'no cookie' });
    const finished = await openId.finish(currentOf(parts, request), pending);
    if (!finished.ok) return refuse(parts, { request, reply, ...finished });
    return letIn(parts, { request, reply, user: finished.user, pending });
  });
}

interface Arrival {
  request: FastifyRequest;
  reply: FastifyReply;
  user: User & Identity;
  pending: PendingLogIn;
}

async function letIn(
  parts: BasicParts & ServerParts & LogInParts,
  { request, reply, user, pending }: Arrival,
) {
  const { store, sessions, clock, basePath, log } = parts;
  const { issuer: _issuer, subject: _subject, ...known } = user;
  request.claimedName = user.username;
  if (!(await store.people.putIdentity(user, clock.now())))
    return refuse(parts, { request, reply, reason: 'username-taken', detail: user.username });
  if ((await store.people.find(user.username))?.disabledAt !== null)
    return refuse(parts, { request, reply, reason: 'user-disabled', detail: user.username });
  const session = await sessions.open(known, originOf(request));
  setSessionToken(reply, session, parts);
  log.info({ username: user.username, role: user.role }, 'a user logged in at the provider');
  return reply.redirect(`${basePath}${pending.returnTo}`);
}

interface Refusing {
  request: FastifyRequest;
  reply: FastifyReply;
  reason: ProviderRefusal;
  detail: string;
}

function refuse(
  { basePath, log }: BasicParts & ServerParts,
  { request, reply, reason, detail }: Refusing,
) {
  const { ip: address, claimedName: person } = request;
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  log.warn({ person, route, reason, detail, address }, 'a request was refused');
  return reply.redirect(`${basePath}/?logIn=${reason}`);
}

/** The cookie holds either our own value or nothing. */
function pendingOf(request: FastifyRequest): PendingLogIn | null {
  try {
    const text = Buffer.from(request.cookies[cookieName] ?? '', 'base64url').toString('utf8');
    const parsed = pendingSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return null;
    return returnToSchema.safeParse(parsed.data.returnTo).success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Uses the configured public address, because a Host header can be forged. */
function callbackOf({ publicUrl }: ServerParts): string {
  return `${publicUrl()}/api/log-in/callback`;
}

function currentOf(parts: BasicParts & ServerParts & LogInParts, request: FastifyRequest): URL {
  const current = new URL(callbackOf(parts));
  current.search = /\?.*$/s.exec(request.url)?.[0] ?? '';
  return current;
}

/** `lax`, because the callback begins at another site. */
function scopeOf({ isHttps, basePath }: ServerParts) {
  const path = `${basePath}/api/log-in`;
  return { path, httpOnly: true, sameSite: 'lax', secure: isHttps } as const;
}
