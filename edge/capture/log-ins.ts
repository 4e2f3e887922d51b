// Keeps the cameras of one recorder from locking each other out. Recorders block an address for half an hour after some wrong
// log-ins, and each further try renews the block. So after a refusal, one camera at a time retries that log-in, with a back-off
// of up to an hour; other log-ins at the same host are not delayed. Takes the result of each try; returns when to try next.
import { createHash } from 'node:crypto';
import { backOffMs } from '../../host/back-off.ts';

/** Whether a camera may try now. */
export type LogInTurn =
  | { do: 'try' }
  /** The log-in was refused before; no camera may try before this monotonic time. */
  | { do: 'wait'; untilMs: number; refusals: number }
  /** Another camera is testing the log-in. */
  | { do: 'wait-for-other' };

export interface LogIns {
  /** Call before each try; after an allowed try, call one of the other methods. */
  ask(source: string, nowMs: number): LogInTurn;
  accepted(source: string): void;
  refused(source: string, nowMs: number): void;
  /** The try ended without a verdict on the log-in. */
  unknown(source: string): void;
}

interface Entry {
  state: 'unknown' | 'accepted' | 'refused';
  refusals: number;
  untilMs: number;
  isTried: boolean;
}

const backOff = { firstMs: 60_000, longestMs: 3_600_000 };
/** From this many refusals on the recorder may have blocked the address: few allow more than three. */
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
      const untilMs = nowMs + backOffMs(backOff, refusals);
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

/** Host, port, user and a hash of the password. */
function keyOf(source: string): string {
  return createHash('sha256').update(authorityOf(source)).digest('base64');
}

function hasLogIn(source: string): boolean {
  return authorityOf(source).includes('@');
}

/** Everything between the scheme and the path: a password may hold `/`, `@` and `:`, so the last `@` ends it. */
function authorityOf(source: string): string {
  const rest = source.replace(/^[a-z]+:\/\//i, '');
  const at = rest.lastIndexOf('@');
  const path = rest.indexOf('/', Math.max(at, 0));
  return path < 0 ? rest : rest.slice(0, path);
}
