// Log-in, log-out and who a request comes from. A session is a random token in the user's cookie; the store keeps only
// its hash. Takes the store of people and the clock.
import { createHash, randomBytes } from 'node:crypto';
import type { User } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { PeopleStore } from '../store/people-store.ts';
import { verifyPassword } from './password.ts';

/** A shift and a bit: nobody is thrown out in the middle of the night. */
export const sessionMs = 12 * 3600 * 1000;

export interface Session {
  user: User;
  expiresAt: number;
}

export interface Sessions {
  /** Null when name and password do not fit; which of them was wrong is not told. */
  logIn(username: string, password: string): Promise<(Session & { token: string }) | null>;
  find(token: string): Promise<Session | null>;
  logOut(token: string): Promise<void>;
}

export function createSessions(people: PeopleStore, clock: Clock): Sessions {
  return {
    logIn: async (username, password) => {
      // No database takes a NUL in a text, so nobody is called that.
      const account = username.includes('\u0000') ? null : await people.find(username);
      const fits = await verifyPassword(password, account?.password ?? null);
      if (account === null || !fits) return null;
      const token = randomBytes(32).toString('base64url');
      const now = clock.now();
      const expiresAt = now + sessionMs;
      await people.removeExpired(now);
      await people.openSession({ tokenHash: hashOf(token), username, expiresAt });
      return { token, expiresAt, user: { username, role: account.role } };
    },
    find: (token) => people.findSession(hashOf(token), clock.now()),
    logOut: (token) => people.closeSession(hashOf(token)),
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
