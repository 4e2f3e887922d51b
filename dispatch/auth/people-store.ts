// What log-ins ask of the store: users with their hashed passwords, and sessions by the hash of their token.
import type { CellLimit, User } from '../../contracts/index.ts';
import type { PasswordHash } from './password.ts';

export interface Account extends User {
  password: PasswordHash;
}

/** By whom an OpenID provider knows somebody. */
export interface Identity {
  issuer: string;
  subject: string;
}

export interface KnownAccount extends User {
  /** Null for whoever logs in elsewhere. */
  password: PasswordHash | null;
  /** Null for a user with a password. */
  identity: Identity | null;
  createdAt: number;
  /** Since when he may not log in. */
  disabledAt: number | null;
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
  /** What his browser calls itself. */
  agent: string;
}

export interface KnownSession extends Omit<NewSession, 'tokenHash'> {
  id: string;
}

export interface PeopleStore {
  /** Makes a user or replaces role, cells and password of the one with this name; their sessions end. */
  put(account: Account, at: number): Promise<void>;
  /** Makes a user; false when the name is taken. */
  add(account: Account, at: number): Promise<boolean>;
  /** Makes or changes the user of an identity; false when somebody else has the name. Sessions go on. */
  putIdentity(user: User & Identity, at: number): Promise<boolean>;
  find(username: string): Promise<KnownAccount | null>;
  list(): Promise<KnownAccount[]>;
  countUsers(): Promise<number>;
  /** Sessions of a disabled one end. The last who may manage users stays. */
  change(username: string, change: AccountChange): Promise<ChangeOutcome>;
  /** Sessions end, but for the one with the hash that is named. Gives whether there was such a user. */
  setPassword(username: string, password: PasswordHash, keep: string | null): Promise<boolean>;
  /** Gives whether there was such a user. */
  remove(username: string): Promise<boolean>;
  openSession(session: NewSession): Promise<void>;
  /** The user of a session that has not expired at `at`. */
  findSession(
    tokenHash: string,
    at: number,
  ): Promise<{ id: string; user: User; expiresAt: number } | null>;
  /** Those that have not expired at `at`, the latest first; of everybody when no name is given. */
  sessions(at: number, username?: string): Promise<KnownSession[]>;
  /** Gives whether there was such a session, of this user when one is named. */
  endSession(id: string, username?: string): Promise<boolean>;
  /** Gives its id; null when there was none. */
  closeSession(tokenHash: string): Promise<string | null>;
  removeExpired(at: number): Promise<void>;
}
