// Log-in, log-out and the user of a request. A session is a random token in the user's cookie; the store has only its hash. Takes
// the user store and the clock.
import { createHash, randomBytes } from 'node:crypto';
import type { User } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { PeopleStore } from './people-store.ts';
import { createFailedTries } from './failed-tries.ts';
import { verifyPassword } from './password.ts';
import { createWorkLimit } from './work-limit.ts';

/** The default is a little longer than a shift, so that nobody is logged out in the middle of the night. */
export const sessionMs = 12 * 3600 * 1000;

/** One password is checked at a time: it takes a core for a tenth of a second, and pages must still be served. Known devices go first. */
const checks = { parallel: 1, waiting: 20 };

export interface Session {
  id: string;
  user: User;
  expiresAt: number;
}

/** The origin of a log-in, shown in the lists of sessions. */
export interface Origin {
  address: string;
  agent: string;
  /** The id of a device on which this user has logged in before: failed tries elsewhere do not lock it out. */
  device?: string | null;
}
const unknownOrigin: Origin = { address: '', agent: '' };
const longestAgent = 200;

/** Wrong name or password (callers do not learn which), too many tries under this name or on this device, too many log-ins at once. */
export type LogInRefusal = 'wrong' | 'too-many-tries' | 'busy';

export interface OpenedSession {
  token: string;
  user: User;
  lastsMs: number;
}

export interface Sessions {
  logIn(username: string, password: string, from?: Origin): Promise<OpenedSession | LogInRefusal>;
  /** For a user whom an OpenID provider has authenticated. */
  open(user: User, from?: Origin): Promise<OpenedSession>;
  /** Whether this is the user's password; counts as a log-in try on this device or in this session. */
  check(username: string, password: string, device: string): Promise<'right' | LogInRefusal>;
  find(token: string): Promise<Session | null>;
  logOut(token: string): Promise<void>;
  /** Called when this session is logged out in this process; returns a function to stop listening. */
  onEnded(id: string, listener: () => void): () => void;
  /** A session was ended by its id. */
  ended(id: string): void;
}

export interface SessionOptions {
  /** The limit on concurrent checks; changed only for measurements. */
  limits?: typeof checks | undefined;
  /** How long a log-in lasts. */
  lastsMs?: number | undefined;
}

export function createSessions(
  people: PeopleStore,
  clock: Clock,
  { limits = checks, lastsMs = sessionMs }: SessionOptions = {},
): Sessions {
  const opening = () => ({ now: clock.now(), lastsMs });
  const { onEnded, ended } = createEnds();
  const tryLogIn = createLogInTries(people, clock, limits);
  return {
    logIn: async (username, password, from = unknownOrigin) => {
      const user = await tryLogIn(username, password, from.device);
      return typeof user === 'string' ? user : open(people, { user, from, ...opening() });
    },
    check: async (username, password, device) => {
      const user = await tryLogIn(username, password, device);
      return typeof user === 'string' ? user : 'right';
    },
    open: (user, from = unknownOrigin) => open(people, { user, from, ...opening() }),
    find: (token) => people.findSession(hashOf(token), clock.now()),
    logOut: async (token) => {
      const id = await people.closeSession(hashOf(token));
      if (id !== null) ended(id);
    },
    ended,
    onEnded,
  };
}

function createLogInTries(people: PeopleStore, clock: Clock, limits: typeof checks) {
  const limit = createWorkLimit(limits);
  const countOf = createCounts(clock);
  return async (
    username: string,
    password: string,
    device: string | null = null,
  ): Promise<User | LogInRefusal> => {
    const { tries, name } = countOf(username, device);
    if (!tries.mayTry(name)) return 'too-many-tries';
    // Database queries are limited too: two hundred at once would delay all others.
    const checked = await limit.run(() => check(people, username, password), device !== null);
    if (checked === 'busy') return 'busy';
    if (checked === null) {
      tries.failed(name);
      return 'wrong';
    }
    tries.succeeded(name);
    return checked;
  };
}

/** Strangers share one count per name; a known device has its own, which strangers can neither fill nor push out. */
function createCounts(clock: Clock) {
  const [ofName, ofDevice] = [createFailedTries(clock), createFailedTries(clock)];
  return (username: string, device: string | null) =>
    device === null ? { tries: ofName, name: username } : { tries: ofDevice, name: device };
}

/** Listeners for the end of a session. */
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

/** Null when the log-in is wrong, or its user is disabled; callers do not learn which. */
async function check(
  people: PeopleStore,
  username: string,
  password: string,
): Promise<User | null> {
  // No database accepts a NUL in a text, so no user has such a name.
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
  lastsMs: number;
}

async function open(people: PeopleStore, opening: Opening): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url');
  const { user, from, now, lastsMs } = opening;
  const expiresAt = now + lastsMs;
  await people.removeExpired(now);
  await people.openSession({
    tokenHash: hashOf(token),
    username: user.username,
    expiresAt,
    createdAt: now,
    address: from.address,
    agent: from.agent.slice(0, longestAgent),
  });
  return { token, lastsMs, user };
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
