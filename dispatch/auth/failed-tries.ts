// Counts failed log-ins per name, from all addresses, or per device. Takes the clock; returns whether another try is allowed now.
// Forgets after a minute, and stores a bounded number of names.
import type { Clock } from '../../host/clock.ts';

export interface FailedTries {
  mayTry(name: string): boolean;
  failed(name: string): void;
  succeeded(name: string): void;
}

const windowMs = 60_000;
const maxNames = 10_000;

export function createFailedTries(clock: Clock, maxTries = 20): FailedTries {
  const tries = new Map<string, { since: number; count: number }>();
  const current = (name: string) => {
    const found = tries.get(name);
    // A clock that was set back must not extend a lock-out.
    const age = found === undefined ? Infinity : clock.now() - found.since;
    return age >= 0 && age < windowMs ? found : undefined;
  };
  return {
    mayTry: (name) => (current(name)?.count ?? 0) < maxTries,
    failed: (name) => {
      const { since, count } = current(name) ?? { since: clock.now(), count: 0 };
      tries.delete(name);
      tries.set(name, { since, count: count + 1 });
      const [oldest] = tries.keys();
      if (tries.size > maxNames && oldest !== undefined) tries.delete(oldest);
    },
    succeeded: (name) => {
      tries.delete(name);
    },
  };
}
