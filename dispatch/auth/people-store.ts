// What log-ins ask of the store: users with their hashed passwords, and sessions by the hash of their token.
import type { User } from '../../contracts/index.ts';
import type { PasswordHash } from './password.ts';

export interface Account extends User {
  password: PasswordHash;
}

export interface PeopleStore {
  /** Makes a user or replaces role and password of the one with this name; their sessions end. */
  put(account: Account, at: number): Promise<void>;
  find(username: string): Promise<Account | null>;
  list(): Promise<User[]>;
  countUsers(): Promise<number>;
  /** Gives whether there was such a user. */
  remove(username: string): Promise<boolean>;
  openSession(session: { tokenHash: string; username: string; expiresAt: number }): Promise<void>;
  /** The user of a session that has not expired at `at`. */
  findSession(tokenHash: string, at: number): Promise<{ user: User; expiresAt: number } | null>;
  closeSession(tokenHash: string): Promise<void>;
  removeExpired(at: number): Promise<void>;
}
