// Waits for a broker to acknowledge messages: until it does, until it has taken too long, or until the connection is gone. Takes the
// clock, the end of the connection and how long a broker may take; gives a way to wait. All that begin in one turn share one timer,
// and what has ended leaves nothing behind at the connection.
import type { Clock } from '../../host/clock.ts';

export type NoAnswer = { why: 'late'; withinMs: number } | { why: 'lost'; detail: string };

/** @param work never rejects */
export type Acknowledge = <T>(work: Promise<T>, without: (end: NoAnswer) => T) => Promise<T>;

export interface AcknowledgeParts {
  clock: Clock;
  lost: Promise<string>;
  withinMs: number;
}

/** Those that began in the same turn, with how to end each. */
interface Together {
  ends: Set<(end: NoAnswer) => void>;
  timer: AbortController;
}

interface Waits {
  /** Those that wait in this turn. */
  now(): Together;
  /** @param end the way out of one that has ended */
  left(group: Together, end: (reason: NoAnswer) => void): void;
  endAll(reason: NoAnswer): void;
}

export function createAcknowledge({ clock, lost, withinMs }: AcknowledgeParts): Acknowledge {
  const waits = createWaits(clock, withinMs);
  let gone: NoAnswer | null = null;
  void lost.then((detail) => {
    gone = { why: 'lost', detail };
    waits.endAll(gone);
  });
  return (work, without) => {
    if (gone !== null) return Promise.resolve(without(gone));
    const group = waits.now();
    return new Promise((resolve) => {
      const end = (reason: NoAnswer) => {
        waits.left(group, end);
        resolve(without(reason));
      };
      group.ends.add(end);
      void work.then((value) => {
        waits.left(group, end);
        resolve(value);
      });
    });
  };
}

function createWaits(clock: Clock, withinMs: number): Waits {
  const all = new Set<Together>();
  let current: Together | null = null;
  const endEach = ({ ends }: Together, reason: NoAnswer) => {
    for (const end of [...ends]) end(reason);
  };
  const stopWhenEmpty = (group: Together) => {
    if (group.ends.size > 0 || group === current) return;
    all.delete(group);
    group.timer.abort();
  };
  const begin = (): Together => {
    const group: Together = { ends: new Set(), timer: new AbortController() };
    all.add(group);
    void clock.wait(withinMs, group.timer.signal).then(() => {
      endEach(group, { why: 'late', withinMs });
    });
    // What comes later must not have less time.
    setImmediate(() => {
      current = null;
      stopWhenEmpty(group);
    });
    return group;
  };
  return {
    now: () => (current ??= begin()),
    left: (group, end) => {
      group.ends.delete(end);
      stopWhenEmpty(group);
    },
    endAll: (reason) => {
      for (const group of [...all]) endEach(group, reason);
    },
  };
}
