// Users with their hashed passwords, and their sessions by the hash of the session's token.
import { and, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { User } from '../../contracts/index.ts';
import type {
  Account,
  AccountChange,
  ChangeOutcome,
  Identity,
  NewAccount,
  PeopleStore,
} from '../auth/people-store.ts';
import type { Database } from './database.ts';
import { deviceSecrets, users } from './people-schema.ts';
import { accountOf, createInvitationRows, noInvitation } from './invitation-rows.ts';
import { createSessionRows, endSessions } from './session-rows.ts';

type Row = typeof users.$inferSelect;

export function createPeopleStore(database: Database): PeopleStore {
  return {
    ...createSessionRows(database),
    deviceSecret: (make) => deviceSecret(database, make),
    put: (account, at) => database.transaction((transaction) => put(transaction, account, at)),
    ...createInvitationRows(database),
    add: async (account, at) => {
      const added = database.insert(users).values(rowOf(account, at)).onConflictDoNothing();
      return (await added.returning({ username: users.username })).length > 0;
    },
    putIdentity: (user, at) => putIdentity(database, user, at),
    find: async (username) => {
      const [row] = await database.select().from(users).where(eq(users.username, username));
      return row === undefined ? null : accountOf(row);
    },
    list: async () => (await database.select().from(users).orderBy(users.username)).map(accountOf),
    countUsers: async () => {
      const [row] = await database.select({ users: count() }).from(users);
      return row?.users ?? 0;
    },
    change: (username, change) =>
      database.transaction((transaction) => changeUser(transaction, username, change)),
    setPassword: (username, password, keep) =>
      database.transaction(async (transaction) => {
        const found = await update(transaction, username, { ...password, ...noInvitation });
        await endSessions(transaction, username, keep);
        return found;
      }),
    remove: async (username) => {
      const gone = database.delete(users).where(eq(users.username, username));
      return (await gone.returning({ username: users.username })).length > 0;
    },
  };
}

async function deviceSecret(database: Database, make: () => string): Promise<string> {
  await database
    .insert(deviceSecrets)
    .values({ id: 'marks', secret: make() })
    .onConflictDoNothing();
  const [kept] = await database.select().from(deviceSecrets).limit(1);
  if (kept === undefined) throw new Error('the database kept no secret for known devices');
  return kept.secret;
}

async function put(transaction: Database, account: Account, at: number): Promise<void> {
  const { createdAt, ...row } = rowOf(account, at);
  const set = { ...row, ...noInvitation, issuer: null, subject: null, disabledAt: null };
  await transaction
    .insert(users)
    .values({ ...row, createdAt })
    .onConflictDoUpdate({ target: users.username, set });
  await endSessions(transaction, account.username, null);
}

/** A name of a user with a password, or of another identity, is never taken over. */
async function putIdentity(
  database: Database,
  { username, role, cells, issuer, subject }: User & Identity,
  at: number,
): Promise<boolean> {
  const set = { role, cells: cells ?? null, issuer, subject };
  const written = database
    .insert(users)
    .values({ username, createdAt: at, ...set })
    .onConflictDoUpdate({
      target: users.username,
      set,
      setWhere: sql`${users.hash} is null and ${users.issuer} = ${issuer} and ${users.subject} = ${subject}`,
    });
  return (await written.returning({ username: users.username })).length > 0;
}

async function changeUser(
  transaction: Database,
  username: string,
  { role, cells, disabledAt }: AccountChange,
): Promise<ChangeOutcome> {
  // Two administrators who demote each other wait here for one another.
  const managers = await transaction
    .select({ username: users.username })
    .from(users)
    .where(managesUsers)
    .orderBy(users.username)
    .for('update');
  const stays = role === 'admin' && cells === undefined && disabledAt === null;
  const isLast = managers.length === 1 && managers[0]?.username === username;
  if (isLast && !stays) return 'last-admin';
  const ended = disabledAt === null ? {} : noInvitation;
  const set = { role, cells: cells === undefined ? null : [...cells], disabledAt, ...ended };
  const found = await update(transaction, username, set);
  if (disabledAt !== null) await endSessions(transaction, username, null);
  return found ? 'changed' : 'no-such-user';
}

/** Only those with a password: a provider may be away. */
const managesUsers = and(
  eq(users.role, 'admin'),
  isNull(users.cells),
  isNull(users.disabledAt),
  isNotNull(users.hash),
);

async function update(database: Database, username: string, set: Partial<Row>): Promise<boolean> {
  const changed = database.update(users).set(set).where(eq(users.username, username));
  return (await changed.returning({ username: users.username })).length > 0;
}

function rowOf({ username, role, cells, password }: NewAccount, createdAt: number) {
  return { username, role, cells: cells ?? null, createdAt, ...password };
}
