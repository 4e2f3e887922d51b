// What log-ins need from the store: users with their hashed passwords, and sessions by the hash of their token.
import type { CellLimit, User } from '../../contracts/index.ts';
import type { PasswordHash } from './password.ts';

export interface Account extends User {
  password: PasswordHash;
}

/** The identity at an OpenID provider. */
export interface Identity {
  issuer: string;
  subject: string;
}

/** Without a password, only an invitation lets the user in. */
export type NewAccount = User & { password: PasswordHash | null };

export interface KnownAccount extends User {
  /** Null for users who log in elsewhere. */
  password: PasswordHash | null;
  /** Null for a user with a password. */
  identity: Identity | null;
  createdAt: number;
  /** Since when his log-in is disabled. */
  disabledAt: number | null;
  /** The end of an invitation that was not followed; null when there is none. */
  invitedUntil: number | null;
}

/** By the hash of its code: a reader of the database cannot follow it. */
export interface InvitationRow {
  hash: string;
  expiresAt: number;
}

export interface AccountChange {
  role: User['role'];
  /** Undefined for all cells. */
  cells: CellLimit;
  disabledAt: number | null;
}

export type ChangeOutcome = 'changed' | 'no-such-user' | 'last-admin';

export interface NewSession {
  tokenHash: string;
  username: string;
  expiresAt: number;
  createdAt: number;
  address: string;
  /** The browser's name for itself. */
  agent: string;
}

export interface KnownSession extends Omit<NewSession, 'tokenHash'> {
  id: string;
}

export interface PeopleStore {
  /** Creates a user, or replaces role, cells and password of the one with this name; their sessions end. */
  put(account: Account, at: number): Promise<void>;
  /** Creates a user; false when the name is taken. */
  add(account: NewAccount, at: number): Promise<boolean>;
  /** Creates or updates the user of an identity; false when another user has the name. Sessions continue. */
  putIdentity(user: User & Identity, at: number): Promise<boolean>;
  find(username: string): Promise<KnownAccount | null>;
  list(): Promise<KnownAccount[]>;
  countUsers(): Promise<number>;
  /** Sessions of a disabled user end. The last user manager cannot be disabled. */
  change(username: string, change: AccountChange): Promise<ChangeOutcome>;
  /** Ends all sessions except the given one. Returns whether the user exists. */
  setPassword(username: string, password: PasswordHash, keep: string | null): Promise<boolean>;
  /** Replaces an earlier one. */
  invite(username: string, invitation: InvitationRow): Promise<void>;
  /** Of an enabled user, while it is valid. */
  findInvited(hash: string, at: number): Promise<KnownAccount | null>;
  /** Sets the password, ends the invitation and all sessions. False when the invitation is not valid any more. */
  followInvitation(hash: string, password: PasswordHash, at: number): Promise<boolean>;
  /** Returns whether the user exists. */
  remove(username: string): Promise<boolean>;
  openSession(session: NewSession): Promise<void>;
  /** The user of a session that has not expired at `at`. */
  findSession(
    tokenHash: string,
    at: number,
  ): Promise<{ id: string; user: User; expiresAt: number } | null>;
  /** Sessions that have not expired at `at`, the latest first; of all users when no name is given. */
  sessions(at: number, username?: string): Promise<KnownSession[]>;
  /** Returns whether the session existed, for this user when one is named. */
  endSession(id: string, username?: string): Promise<boolean>;
  /** Returns its id; null when there was none. */
  closeSession(tokenHash: string): Promise<string | null>;
  removeExpired(at: number): Promise<void>;
  /** The secret that signs marks of known devices; made once per database. */
  deviceSecret(make: () => string): Promise<string>;
}
