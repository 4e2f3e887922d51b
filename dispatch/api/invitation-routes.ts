// Invitations to set a password: an administrator makes one for a user; whoever has the code sees for whom it is, sets the
// password and is logged in. The code works once.
import { z } from 'zod';
import {
  followInvitationSchema,
  invitedSchema,
  lookAtInvitationSchema,
  sessionSchema,
  userInvitationSchema,
  usernameSchema,
} from '../../contracts/index.ts';
import { findInvited, followInvitation, inviteUser } from '../auth/invitations.ts';
import type { ApiParts, App } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';
import { readDeviceMarks, setDeviceMarks, setSessionToken } from './session-cookie.ts';
import { originOf, sessionOf, triesPerMinute } from './session-routes.ts';
import { noPassword } from './user-routes.ts';

export function addInvitationRoutes(app: App, parts: ApiParts): void {
  addInviting(app, parts);
  addLooking(app, parts);
  addFollowing(app, parts);
}

function addInviting(app: App, { store: { people }, clock, log, publicUrl }: ApiParts): void {
  const params = z.strictObject({ username: usernameSchema });
  const response = { 201: userInvitationSchema, ...problemResponses };
  app.post(
    '/api/users/:username/invitation',
    { schema: { params, response } },
    async (request, reply) => {
      const { username } = request.params;
      const by = authorOf(request);
      if (username === by)
        throw new ProblemError(409, 'own-password', 'change your own password with the old one');
      const account = await people.find(username);
      if (account === null) throw notFound('such user');
      const made = await inviteUser(people, account, clock.now());
      if (made === 'no-password') throw noPassword();
      if (made === 'log-in-disabled')
        throw new ProblemError(409, made, 'enable the log-in of this user first');
      log.info({ username, by }, 'a user was invited to set a password');
      // Behind the #, so that no server and no proxy writes it into a log.
      const link = `${publicUrl()}/#invitation=${made.code}`;
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...made, link });
    },
  );
}

const limit = { rateLimit: { max: triesPerMinute, timeWindow: '1 minute' } };

function addLooking(app: App, { store: { people }, clock, site }: ApiParts): void {
  const response = { 200: invitedSchema, ...problemResponses };
  app.post(
    '/api/invitations/look',
    { config: limit, schema: { body: lookAtInvitationSchema, response } },
    async ({ body: { code } }) => {
      const account = await findInvited(people, code, clock.now());
      if (account === null) throw invalid();
      const { username, invitedUntil } = account;
      return { username, site: site.name, expiresAt: invitedUntil ?? clock.now() };
    },
  );
}

function addFollowing(app: App, parts: ApiParts): void {
  const { store, clock, log, sessions, devices, site } = parts;
  const response = { 200: sessionSchema, ...problemResponses };
  app.post(
    '/api/invitations/follow',
    { config: limit, schema: { body: followInvitationSchema, response } },
    async (request, reply) => {
      const account = await followInvitation(store.people, request.body, clock.now());
      if (account === null) throw invalid();
      const { username, role, cells } = account;
      request.claimedName = username;
      const user = { username, role, ...(cells && { cells }) };
      log.info({ username }, 'a user has set a password by an invitation');
      setSessionToken(reply, await sessions.open(user, originOf(request)), parts);
      setDeviceMarks(reply, devices.after(readDeviceMarks(request), username), parts);
      return sessionOf(user, site);
    },
  );
}

function invalid(): ProblemError {
  return new ProblemError(
    403,
    'invitation-invalid',
    'this invitation was followed, replaced or has expired',
  );
}
