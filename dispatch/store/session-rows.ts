// Sessions by the hash of their token, with their users. Sessions of disabled users are ignored.
import { and, desc, eq, gt, isNull, lte, ne } from 'drizzle-orm';
import type { User } from '../../contracts/index.ts';
import type { PeopleStore } from '../auth/people-store.ts';
import type { Database } from './database.ts';
import { sessions, users } from './people-schema.ts';

type SessionRows = Pick<
  PeopleStore,
  'openSession' | 'findSession' | 'sessions' | 'endSession' | 'closeSession' | 'removeExpired'
>;

export function createSessionRows(database: Database): SessionRows {
  return {
    openSession: async (session) => {
      await database.insert(sessions).values(session);
    },
    findSession: (tokenHash, at) => findSession(database, tokenHash, at),
    sessions: (at, username) => {
      const { id, username: whose, expiresAt, createdAt, address, agent } = sessions;
      const own = username === undefined ? undefined : eq(whose, username);
      return database
        .select({ id, username: whose, expiresAt, createdAt, address, agent })
        .from(sessions)
        .where(and(gt(expiresAt, at), own))
        .orderBy(desc(createdAt), id);
    },
    endSession: async (id, username) => {
      const own = username === undefined ? undefined : eq(sessions.username, username);
      const ended = database.delete(sessions).where(and(eq(sessions.id, id), own));
      return (await ended.returning({ id: sessions.id })).length > 0;
    },
    closeSession: async (tokenHash) => {
      const ended = database.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
      const [row] = await ended.returning({ id: sessions.id });
      return row?.id ?? null;
    },
    removeExpired: async (at) => {
      await database.delete(sessions).where(lte(sessions.expiresAt, at));
    },
  };
}

async function findSession(database: Database, tokenHash: string, at: number) {
  const { username, role, cells, disabledAt } = users;
  const [row] = await database
    .select({ id: sessions.id, username, role, cells, expiresAt: sessions.expiresAt })
    .from(sessions)
    .innerJoin(users, eq(username, sessions.username))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, at), isNull(disabledAt)));
  if (row === undefined) return null;
  const { id, expiresAt, ...user } = row;
  return { id, user: userOf(user), expiresAt };
}

/** @param keep the hash of a session that stays */
export async function endSessions(database: Database, username: string, keep: string | null) {
  const others = keep === null ? undefined : ne(sessions.tokenHash, keep);
  await database.delete(sessions).where(and(eq(sessions.username, username), others));
}

type UserColumns = Pick<typeof users.$inferSelect, 'username' | 'role' | 'cells'>;

/** A user without a limit has no list. */
export function userOf({ username, role, cells }: UserColumns): User {
  return { username, role, ...(cells === null ? {} : { cells }) };
}
