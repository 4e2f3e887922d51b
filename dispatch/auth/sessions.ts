// Log-in, log-out and who a request comes from. A session is a random token in the user's cookie; the store keeps only
// its hash. Takes the store of people and the clock.
import { createHash, randomBytes } from 'node:crypto';
import type { User } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { PeopleStore } from './people-store.ts';
import { createFailedTries } from './failed-tries.ts';
import { verifyPassword } from './password.ts';
import { createWorkLimit } from './work-limit.ts';

/** A shift and a bit: nobody is thrown out in the middle of the night. */
export const sessionMs = 12 * 3600 * 1000;

/** One password is checked at a time: it takes a core for a tenth of a second, and pages must go on being served. */
const checks = { parallel: 1, waiting: 20 };

export interface Session {
  user: User;
  expiresAt: number;
}

/** Name and password do not fit (which of them is not told), too many tries under this name, too many log-ins at once. */
export type LogInRefusal = 'wrong' | 'too-many-tries' | 'busy';

export interface Sessions {
  logIn(username: string, password: string): Promise<(Session & { token: string }) | LogInRefusal>;
  find(token: string): Promise<Session | null>;
  logOut(token: string): Promise<void>;
  /** Tells when this session is logged out in this process; gives the way to stop listening. */
  onEnded(token: string, listener: () => void): () => void;
}

/** @param limits of checks at once; others only to measure what these are worth */
export function createSessions(people: PeopleStore, clock: Clock, limits = checks): Sessions {
  const limit = createWorkLimit(limits);
  const tries = createFailedTries(clock);
  const listeners = new Map<() => void, string>();
  return {
    logIn: async (username, password) => {
      if (!tries.mayTry(username)) return 'too-many-tries';
      // The database too is asked only in turn: two hundred questions at once hold up whatever else it is asked.
      const checked = await limit.run(() => check(people, username, password));
      if (checked === 'busy') return 'busy';
      const { account, fits } = checked;
      if (account === null || !fits) {
        tries.failed(username);
        return 'wrong';
      }
      tries.succeeded(username);
      return open(people, { username, role: account.role }, clock.now());
    },
    find: (token) => people.findSession(hashOf(token), clock.now()),
    logOut: async (token) => {
      await people.closeSession(hashOf(token));
      for (const [listener, of] of [...listeners]) if (of === token) listener();
    },
    onEnded: (token, listener) => {
      listeners.set(listener, token);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

async function check(people: PeopleStore, username: string, password: string) {
  // No database takes a NUL in a text, so nobody is called that.
  const account = username.includes('\u0000') ? null : await people.find(username);
  return { account, fits: await verifyPassword(password, account?.password ?? null) };
}

async function open(people: PeopleStore, user: User, now: number) {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = now + sessionMs;
  await people.removeExpired(now);
  await people.openSession({ tokenHash: hashOf(token), username: user.username, expiresAt });
  return { token, expiresAt, user };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
