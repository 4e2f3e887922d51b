// Keeps cameras of one recorder from locking each other out. Recorders lock an address for half an hour after some wrong
// log-ins, and each further try renews it. So a log-in that was refused is tried again by one camera at a time, after a pause
// that grows to an hour; another log-in at the same host is not held up. Takes what came of each try; gives when to try.
import { createHash } from 'node:crypto';

/** What a camera may do now. */
export type LogInTurn =
  | { do: 'try' }
  /** The log-in was refused before; nobody tries it before this time of the steady clock. */
  | { do: 'wait'; untilMs: number; refusals: number }
  /** Another camera is finding out whether the log-in is right. */
  | { do: 'wait-for-other' };

export interface LogIns {
  /** Asked before each try; a try that was allowed must be ended by one of the others. */
  ask(source: string, nowMs: number): LogInTurn;
  accepted(source: string): void;
  refused(source: string, nowMs: number): void;
  /** The try ended before the log-in was judged. */
  unknown(source: string): void;
}

interface Entry {
  state: 'unknown' | 'accepted' | 'refused';
  refusals: number;
  untilMs: number;
  isTried: boolean;
}

const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;
/** From so many refusals on the recorder may have locked the address: more than three are seldom let pass. */
export const mayBeLockedAfter = 3;

export function createLogIns(): LogIns {
  const entries = new Map<string, Entry>();
  const entryOf = (source: string): Entry => {
    const key = keyOf(source);
    const entry = entries.get(key) ?? newEntry();
    entries.set(key, entry);
    return entry;
  };
  return {
    ask(source, nowMs) {
      const entry = entryOf(source);
      if (entry.state === 'refused' && nowMs < entry.untilMs)
        return { do: 'wait', untilMs: entry.untilMs, refusals: entry.refusals };
      if (!hasLogIn(source) || entry.state === 'accepted') return { do: 'try' };
      if (entry.isTried) return { do: 'wait-for-other' };
      entry.isTried = true;
      return { do: 'try' };
    },
    accepted(source) {
      Object.assign(entryOf(source), { ...newEntry(), state: 'accepted' });
    },
    refused(source, nowMs) {
      const entry = entryOf(source);
      const refusals = entry.refusals + 1;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (refusals - 1));
      const untilMs = nowMs + pauseMs;
      Object.assign(entry, { state: 'refused', refusals, untilMs, isTried: false });
    },
    unknown(source) {
      entryOf(source).isTried = false;
    },
  };
}

function newEntry(): Entry {
  return { state: 'unknown', refusals: 0, untilMs: 0, isTried: false };
}

/** Host, port, user and password; the password is not kept in the clear. */
function keyOf(source: string): string {
  return createHash('sha256').update(authorityOf(source)).digest('base64');
}

function hasLogIn(source: string): boolean {
  return authorityOf(source).includes('@');
}

/** All between the scheme and the path: a password may hold `/`, `@` and `:`, so the last `@` ends it. */
function authorityOf(source: string): string {
  const rest = source.replace(/^[a-z]+:\/\//i, '');
  const at = rest.lastIndexOf('@');
  const path = rest.indexOf('/', Math.max(at, 0));
  return path < 0 ? rest : rest.slice(0, path);
}
