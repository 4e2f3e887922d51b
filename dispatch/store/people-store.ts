// Users with their hashed passwords, and their sessions by the hash of the session's token.
import { and, count, eq, gt, lte } from 'drizzle-orm';
import type { Account, PeopleStore } from '../auth/people-store.ts';
import type { Database } from './database.ts';
import { sessions, users } from './people-schema.ts';

export function createPeopleStore(database: Database): PeopleStore {
  return {
    put: (account, at) => database.transaction((transaction) => put(transaction, account, at)),
    find: (username) => find(database, username),
    list: () =>
      database
        .select({ username: users.username, role: users.role })
        .from(users)
        .orderBy(users.username),
    countUsers: async () => {
      const [row] = await database.select({ users: count() }).from(users);
      return row?.users ?? 0;
    },
    remove: async (username) => {
      const gone = database.delete(users).where(eq(users.username, username));
      return (await gone.returning({ username: users.username })).length > 0;
    },
    openSession: async (session) => {
      await database.insert(sessions).values(session);
    },
    findSession: (tokenHash, at) => findSession(database, tokenHash, at),
    closeSession: async (tokenHash) => {
      await database.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
    },
    removeExpired: async (at) => {
      await database.delete(sessions).where(lte(sessions.expiresAt, at));
    },
  };
}

async function put(transaction: Database, account: Account, at: number): Promise<void> {
  const { username, role, password } = account;
  const row = { role, ...password };
  await transaction
    .insert(users)
    .values({ username, createdAt: at, ...row })
    .onConflictDoUpdate({ target: users.username, set: row });
  await transaction.delete(sessions).where(eq(sessions.username, username));
}

async function find(database: Database, username: string): Promise<Account | null> {
  const [row] = await database.select().from(users).where(eq(users.username, username));
  if (row === undefined) return null;
  const { role, salt, hash, cost } = row;
  return { username, role, password: { salt, hash, cost } };
}

async function findSession(database: Database, tokenHash: string, at: number) {
  const [row] = await database
    .select({ username: users.username, role: users.role, expiresAt: sessions.expiresAt })
    .from(sessions)
    .innerJoin(users, eq(users.username, sessions.username))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, at)));
  if (row === undefined) return null;
  const { username, role, expiresAt } = row;
  return { user: { username, role }, expiresAt };
}
