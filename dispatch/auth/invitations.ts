// Invitations: a code with which a user sets a password once. An administrator passes it on and never learns the password. The
// store keeps only its hash.
import { randomBytes } from 'node:crypto';
import { invitationMs } from '../../contracts/index.ts';
import { hashPassword } from './password.ts';
import type { KnownAccount, PeopleStore } from './people-store.ts';
import { hashOf } from './sessions.ts';

export interface MadeInvitation {
  code: string;
  expiresAt: number;
}

/** Not for a user who logs in at a provider, nor for one whose log-in is disabled. */
export type InvitationRefusal = 'no-password' | 'log-in-disabled';

type Store = Pick<PeopleStore, 'invite' | 'findInvited' | 'followInvitation'>;

export async function inviteUser(
  store: Store,
  { username, identity, disabledAt }: KnownAccount,
  at: number,
): Promise<MadeInvitation | InvitationRefusal> {
  if (identity !== null) return 'no-password';
  if (disabledAt !== null) return 'log-in-disabled';
  const code = `fwi_${randomBytes(32).toString('base64url')}`;
  const expiresAt = at + invitationMs;
  await store.invite(username, { hash: hashOf(code), expiresAt });
  return { code, expiresAt };
}

export function findInvited(store: Store, code: string, at: number): Promise<KnownAccount | null> {
  return store.findInvited(hashOf(code), at);
}

/** Null when the invitation is not valid, or somebody else has followed it meanwhile. */
export async function followInvitation(
  store: Store,
  { code, password }: { code: string; password: string },
  at: number,
): Promise<KnownAccount | null> {
  // First, because the hash of a password takes long: guessing codes must cost dispatch nothing.
  const account = await findInvited(store, code, at);
  if (account === null) return null;
  const isTaken = await store.followInvitation(hashOf(code), await hashPassword(password), at);
  return isTaken ? account : null;
}
