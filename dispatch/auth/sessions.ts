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
  id: string;
  user: User;
  expiresAt: number;
}

/** Where a log-in comes from; the lists of sessions show it. */
export interface Origin {
  address: string;
  agent: string;
}
const unknownOrigin: Origin = { address: '', agent: '' };
const longestAgent = 200;

/** Name and password do not fit (which of them is not told), too many tries under this name, too many log-ins at once. */
export type LogInRefusal = 'wrong' | 'too-many-tries' | 'busy';

export interface OpenedSession {
  token: string;
  user: User;
  expiresAt: number;
}

export interface Sessions {
  logIn(username: string, password: string, from?: Origin): Promise<OpenedSession | LogInRefusal>;
  /** For somebody whom another one vouches for. */
  open(user: User, from?: Origin): Promise<OpenedSession>;
  /** Whether this is his password; counts as a try to log in. */
  check(username: string, password: string): Promise<'right' | LogInRefusal>;
  find(token: string): Promise<Session | null>;
  logOut(token: string): Promise<void>;
  /** Tells when this session is logged out in this process; gives the way to stop listening. */
  onEnded(id: string, listener: () => void): () => void;
  /** A session was ended by its id. */
  ended(id: string): void;
}

/** @param limits of checks at once; others only to measure what these are worth */
export function createSessions(people: PeopleStore, clock: Clock, limits = checks): Sessions {
  const limit = createWorkLimit(limits);
  const tries = createFailedTries(clock);
  const { onEnded, ended } = createEnds();
  const tryLogIn = async (username: string, password: string): Promise<User | LogInRefusal> => {
    if (!tries.mayTry(username)) return 'too-many-tries';
    // The database too is asked only in turn: two hundred questions at once hold up whatever else it is asked.
    const checked = await limit.run(() => check(people, username, password));
    if (checked === 'busy') return 'busy';
    if (checked === null) {
      tries.failed(username);
      return 'wrong';
    }
    tries.succeeded(username);
    return checked;
  };
  return {
    logIn: async (username, password, from = unknownOrigin) => {
      const user = await tryLogIn(username, password);
      return typeof user === 'string' ? user : open(people, { user, from, now: clock.now() });
    },
    check: async (username, password) => {
      const user = await tryLogIn(username, password);
      return typeof user === 'string' ? user : 'right';
    },
    open: (user, from = unknownOrigin) => open(people, { user, from, now: clock.now() }),
    find: (token) => people.findSession(hashOf(token), clock.now()),
    logOut: async (token) => {
      const id = await people.closeSession(hashOf(token));
      if (id !== null) ended(id);
    },
    ended,
    onEnded,
  };
}

/** Who waits for the end of which session. */
function createEnds(): Pick<Sessions, 'ended' | 'onEnded'> {
  const listeners = new Map<() => void, string>();
  return {
    ended: (id) => {
      for (const [listener, of] of [...listeners]) if (of === id) listener();
    },
    onEnded: (id, listener) => {
      listeners.set(listener, id);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Null when the log-in does not fit, or its user is disabled: which of them is not told. */
async function check(
  people: PeopleStore,
  username: string,
  password: string,
): Promise<User | null> {
  // No database takes a NUL in a text, so nobody is called that.
  const account = username.includes('\u0000') ? null : await people.find(username);
  const fits = await verifyPassword(password, account?.password ?? null);
  if (account === null || !fits || account.disabledAt !== null) return null;
  const { role, cells } = account;
  return { username, role, ...(cells && { cells }) };
}

interface Opening {
  user: User;
  from: Origin;
  now: number;
}

async function open(people: PeopleStore, { user, from, now }: Opening): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = now + sessionMs;
  await people.removeExpired(now);
  await people.openSession({
    tokenHash: hashOf(token),
    username: user.username,
    expiresAt,
    createdAt: now,
    address: from.address,
    agent: from.agent.slice(0, longestAgent),
  });
  return { token, expiresAt, user };
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
