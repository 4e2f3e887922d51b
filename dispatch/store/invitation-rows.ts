// Invitations to set a password, by the hash of their code, in the rows of their users.
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { KnownAccount, PeopleStore } from '../auth/people-store.ts';
import type { Database } from './database.ts';
import { users } from './people-schema.ts';
import { endSessions, userOf } from './session-rows.ts';

type InvitationRows = Pick<PeopleStore, 'invite' | 'findInvited' | 'followInvitation'>;

export const noInvitation = { invitationHash: null, invitedUntil: null };

export function createInvitationRows(database: Database): InvitationRows {
  return {
    invite: async (username, { hash, expiresAt }) => {
      await database
        .update(users)
        .set({ invitationHash: hash, invitedUntil: expiresAt })
        .where(eq(users.username, username));
    },
    findInvited: async (hash, at) => {
      const [row] = await database.select().from(users).where(isValid(hash, at));
      return row === undefined ? null : accountOf(row);
    },
    followInvitation: (hash, password, at) =>
      database.transaction(async (transaction) => {
        // One statement: of two who follow it at once, one finds it gone.
        const [row] = await transaction
          .update(users)
          .set({ ...password, ...noInvitation })
          .where(isValid(hash, at))
          .returning({ username: users.username });
        if (row !== undefined) await endSessions(transaction, row.username, null);
        return row !== undefined;
      }),
  };
}

/** A user of a provider has no password to set. */
function isValid(hash: string, at: number) {
  return and(
    eq(users.invitationHash, hash),
    gt(users.invitedUntil, at),
    isNull(users.disabledAt),
    isNull(users.issuer),
  );
}

export function accountOf(row: typeof users.$inferSelect): KnownAccount {
  const { username, role, cells, salt, hash, cost, issuer, subject } = row;
  const { createdAt, disabledAt, invitedUntil } = row;
  const password = salt && hash && cost ? { salt, hash, cost } : null;
  const identity = issuer !== null && subject !== null ? { issuer, subject } : null;
  const times = { createdAt, disabledAt, invitedUntil };
  return { ...userOf({ username, role, cells }), password, identity, ...times };
}
