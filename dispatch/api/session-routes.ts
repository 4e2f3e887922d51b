// Log-in, the current user, log-out.
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { LogInRefusal } from '../auth/sessions.ts';
import { cutText, logInSchema, sessionSchema, type Session } from '../../contracts/index.ts';
import type { ApiParts, App } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { ProblemError } from './problem.ts';
import { clearSessionToken, readSessionToken, setSessionToken } from './session-cookie.ts';

/** Log-in attempts from one address. */
export const triesPerMinute = 10;

export async function addSessionRoutes(app: App, parts: ApiParts): Promise<void> {
  await app.register(rateLimit, { global: false });
  addLogIn(app, parts);
  app.get(
    '/api/session',
    { schema: { response: { 200: sessionSchema, ...problemResponses } } },
    (request) => {
      if (request.session === null) throw new ProblemError(401, 'log-in-needed', 'log in first');
      return sessionOf(request.session.user, parts.site);
    },
  );
  app.delete('/api/session', async (request, reply) => {
    const token = readSessionToken(request);
    if (token !== null) await parts.sessions.logOut(token);
    clearSessionToken(reply, parts);
    return reply.code(204).send();
  });
}

export const logInRefusals: Record<LogInRefusal, () => ProblemError> = {
  wrong: () => new ProblemError(401, 'wrong-log-in', 'the name or the password is wrong'),
  'too-many-tries': () =>
    new ProblemError(429, 'too-many-tries', 'too many failed tries under this name: wait a minute'),
  busy: () => new ProblemError(503, 'busy', 'too many people log in at once: try again'),
};

function addLogIn(app: App, parts: ApiParts): void {
  const { sessions, site } = parts;
  const limit = { max: triesPerMinute, timeWindow: '1 minute' };
  app.post(
    '/api/session',
    {
      config: { rateLimit: limit },
      schema: { body: logInSchema, response: { 200: sessionSchema, ...problemResponses } },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      request.claimedName = cutText(username, 64);
      const session = await sessions.logIn(username, password, originOf(request));
      if (typeof session === 'string') throw logInRefusals[session]();
      setSessionToken(reply, session, parts);
      return sessionOf(session.user, site);
    },
  );
}

/** As the list of sessions shows it. */
export function originOf(request: FastifyRequest): { address: string; agent: string } {
  return { address: request.ip, agent: request.headers['user-agent'] ?? '' };
}

export function sessionOf(user: Session['user'], site: ApiParts['site']): Session {
  const isBlurred = site.blurredFor.includes(user.role);
  return { user, ...(isBlurred && { blurred: true }), site: siteOf(site) };
}

function siteOf({ name, timezone, calendar, writtenKinds }: ApiParts['site']): Session['site'] {
  const site = { name, timezone, calendar };
  return writtenKinds.length === 0 ? site : { ...site, kinds: [...writtenKinds] };
}
