// Log-in, the current user, log-out.
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { LogInRefusal } from '../auth/sessions.ts';
import { cutText, logInSchema, sessionSchema, type Session } from '../../contracts/index.ts';
import type { ApiParts, App } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { ProblemError } from './problem.ts';
import {
  clearSessionToken,
  readDeviceMarks,
  readSessionToken,
  setDeviceMarks,
  setSessionToken,
} from './session-cookie.ts';

/** Log-in attempts from one address, or from one known device. */
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
  const { sessions, devices, site } = parts;
  const deviceOf = (request: FastifyRequest, { username }: LogIn) =>
    devices.find(readDeviceMarks(request), username);
  app.post(
    '/api/session',
    {
      config: { rateLimit: triesLimit(deviceOf) },
      preHandler: (request, _reply, done) => {
        request.claimedName = cutText(request.body.username, 64);
        done();
      },
      schema: { body: logInSchema, response: { 200: sessionSchema, ...problemResponses } },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      const from = { ...originOf(request), device: deviceOf(request, request.body) };
      const session = await sessions.logIn(username, password, from);
      if (typeof session === 'string') throw logInRefusals[session]();
      setSessionToken(reply, session, parts);
      setDeviceMarks(reply, devices.after(readDeviceMarks(request), username), parts);
      return sessionOf(session.user, site);
    },
  );
}

type LogIn = z.infer<typeof logInSchema>;

/** People behind one address share its limit; a known device does not. The name is in the body, so the body is read first. */
function triesLimit(deviceOf: (request: FastifyRequest, body: LogIn) => string | null) {
  return {
    max: triesPerMinute,
    timeWindow: '1 minute',
    hook: 'preHandler',
    keyGenerator: (request: FastifyRequest) =>
      deviceOf(request, request.body as LogIn) ?? request.ip,
  } as const;
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
