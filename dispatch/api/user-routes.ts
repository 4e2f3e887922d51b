// Users over HTTP, for administrators: list, create, change role or cells, disable, set a password. Works while dispatch runs,
// also on the embedded store.
import { z } from 'zod';
import {
  changeUserSchema,
  newUserSchema,
  pageQuery,
  resetPasswordSchema,
  userEntrySchema,
  userListSchema,
  usernameSchema,
  type UserEntry,
} from '../../contracts/index.ts';
import { hashPassword } from '../auth/password.ts';
import type { KnownAccount } from '../auth/people-store.ts';
import type { ApiParts, App, BasicParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { pageOf } from './page.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ username: usernameSchema });

export function addUserRoutes(app: App, parts: ApiParts): void {
  const { people } = parts.store;
  app.get(
    '/api/users',
    {
      schema: {
        querystring: z.strictObject(pageQuery),
        response: { 200: userListSchema, ...problemResponses },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = pageOf(await people.list(), ({ username }) => username, query);
      return { users: items.map(entryOf), nextCursor };
    },
  );
  addCreating(app, parts);
  addChanging(app, parts);
  addResetting(app, parts);
}

function addCreating(app: App, { store: { people }, clock, log }: BasicParts): void {
  app.post(
    '/api/users',
    { schema: { body: newUserSchema, response: { 201: userEntrySchema, ...problemResponses } } },
    async (request, reply) => {
      const { password, ...user } = request.body;
      const hash = password === undefined ? null : await hashPassword(password);
      const account = { ...user, password: hash };
      if (!(await people.add(account, clock.now())))
        throw new ProblemError(409, 'name-taken', `the user "${user.username}" already exists`);
      log.info({ ...user, by: authorOf(request) }, 'a user was added');
      return reply.code(201).send(await findEntry(people, user.username));
    },
  );
}

function addChanging(app: App, parts: ApiParts): void {
  const { clock, log, store, wantLook } = parts;
  const { people } = store;
  app.put(
    '/api/users/:username',
    {
      schema: {
        params,
        body: changeUserSchema,
        response: { 200: userEntrySchema, ...problemResponses },
      },
    },
    async (request) => {
      const { username } = request.params;
      const { role, cells, disabled } = request.body;
      const before = await findEntry(people, username);
      const disabledAt = disabled ? (before.disabledAt ?? clock.now()) : null;
      const outcome = await people.change(username, { role, cells, disabledAt });
      if (outcome === 'no-such-user') throw notFound('such user');
      if (outcome === 'last-admin')
        throw new ProblemError(409, outcome, 'nobody could manage users any more');
      // The user's accepted cases go to somebody else.
      if (disabled)
        for (const id of await store.engine.lookAtTaken(clock.now(), username)) wantLook(id);
      log.info({ username, role, cells, disabled, by: authorOf(request) }, 'a user was changed');
      return findEntry(people, username);
    },
  );
}

function addResetting(app: App, { store: { people }, log }: BasicParts): void {
  app.put(
    '/api/users/:username/password',
    { schema: { params, body: resetPasswordSchema } },
    async (request, reply) => {
      const { username } = request.params;
      const by = authorOf(request);
      if (username === by)
        throw new ProblemError(409, 'own-password', 'change your own password with the old one');
      const { logsInWith } = await findEntry(people, username);
      if (logsInWith === 'provider') throw noPassword();
      await people.setPassword(username, await hashPassword(request.body.password), null);
      log.info({ username, by }, 'a password was reset');
      return reply.code(204).send();
    },
  );
}

export function noPassword(): ProblemError {
  return new ProblemError(409, 'no-password', 'this user logs in at an OpenID provider');
}

async function findEntry(
  people: ApiParts['store']['people'],
  username: string,
): Promise<UserEntry> {
  const found = await people.find(username);
  if (found === null) throw notFound('such user');
  return entryOf(found);
}

export function entryOf(account: KnownAccount): UserEntry {
  const { username, role, cells, identity, password, createdAt, disabledAt } = account;
  const logsInWith = identity === null ? 'password' : 'provider';
  const { invitedUntil } = account;
  const hasPassword = password !== null;
  const user = { username, role, ...(cells && { cells }) };
  return { ...user, logsInWith, createdAt, disabledAt, hasPassword, invitedUntil };
}
