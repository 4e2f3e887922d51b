// The caller's own log-in: list sessions, end one, change the password. Administrators without a cell limit may do so for others.
import { z } from 'zod';
import {
  changePasswordSchema,
  nameSchema,
  sessionListSchema,
  sessionQuerySchema,
} from '../../contracts/index.ts';
import { hashPassword } from '../auth/password.ts';
import type { Session } from '../auth/sessions.ts';
import { hashOf } from '../auth/sessions.ts';
import type { App, BasicParts, LogInParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';
import { readSessionToken } from './session-cookie.ts';
import { logInRefusals } from './session-routes.ts';
import { noPassword } from './user-routes.ts';

export function addOwnSessionRoutes(app: App, parts: BasicParts & LogInParts): void {
  addListing(app, parts);
  addEnding(app, parts);
  addPasswordChange(app, parts);
}

function addListing(app: App, { store: { people }, clock }: BasicParts): void {
  app.get(
    '/api/sessions',
    {
      schema: {
        querystring: sessionQuerySchema,
        response: { 200: sessionListSchema, ...problemResponses },
      },
    },
    async (request) => {
      const own = authorOf(request);
      const { username = own } = request.query;
      if (username !== own && !managesUsers(request.session))
        throw new ProblemError(403, 'role-missing', 'only administrators see sessions of others');
      const sessions = await people.sessions(clock.now(), username);
      const current = request.session?.id;
      return { sessions: sessions.map((one) => ({ ...one, current: one.id === current })) };
    },
  );
}

function addEnding(app: App, { store: { people }, sessions, log }: BasicParts & LogInParts): void {
  const params = z.strictObject({ sessionId: nameSchema });
  app.delete('/api/sessions/:sessionId', { schema: { params } }, async (request, reply) => {
    const { sessionId } = request.params;
    const own = authorOf(request);
    const whose = managesUsers(request.session) ? undefined : own;
    if (!(await people.endSession(sessionId, whose))) throw notFound('such session');
    sessions.ended(sessionId);
    log.info({ session: sessionId, by: own }, 'a session was ended');
    return reply.code(204).send();
  });
}

function addPasswordChange(
  app: App,
  { store: { people }, sessions, log }: BasicParts & LogInParts,
): void {
  app.put(
    '/api/session/password',
    { schema: { body: changePasswordSchema } },
    async (request, reply) => {
      const username = authorOf(request);
      const { current, password } = request.body;
      if ((await people.find(username))?.password === null) throw noPassword();
      const checked = await sessions.check(username, current, request.session?.id ?? username);
      // Not 401: the session is valid, and the dashboard would treat 401 as its end.
      if (checked === 'wrong')
        throw new ProblemError(403, 'wrong-password', 'the current password is wrong');
      if (checked !== 'right') throw logInRefusals[checked]();
      const keep = hashOf(readSessionToken(request) ?? '');
      await people.setPassword(username, await hashPassword(password), keep);
      log.info({ username }, 'a user changed the password');
      return reply.code(204).send();
    },
  );
}

function managesUsers(session: Session | null): boolean {
  return session?.user.role === 'admin' && session.user.cells === undefined;
}
