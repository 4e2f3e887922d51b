// Waits for a broker's acknowledgements: until one arrives, the time is over, or the connection is lost. Takes the clock, the end
// of the connection and the time limit; returns a function that waits. Waits that begin in the same turn share one timer, and
// finished ones leave no listener behind.
import type { Clock } from '../../host/clock.ts';

export type NoAnswer = { why: 'late'; withinMs: number } | { why: 'lost'; detail: string };

/** @param work never rejects */
export type Acknowledge = <T>(work: Promise<T>, without: (end: NoAnswer) => T) => Promise<T>;

export interface AcknowledgeParts {
  clock: Clock;
  lost: Promise<string>;
  withinMs: number;
}

/** Waits of the same turn, each with a function that ends it. */
interface Together {
  ends: Set<(end: NoAnswer) => void>;
  timer: AbortController;
}

interface Waits {
  /** Waits that began in this turn. */
  now(): Together;
  /** @param end removes a finished wait */
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
    // A later wait must not get less time.
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
