// When a connection counts as dead, with an injected clock.
import { beforeEach, describe, expect, test } from 'vitest';
import { firstWordMs, graceMs, watchHeartbeat, type Timers } from './heartbeat-watch.ts';

let now: number;
let due: Map<number, { at: number; callback: () => void }>;
let silences: number;
const timers: Timers = {
  start: (callback, ms) => {
    const id = due.size + 1000 * now + 1;
    due.set(id, { at: now + ms, callback });
    return id;
  },
  cancel: (timer) => {
    due.delete(timer);
  },
};
const watch = () => watchHeartbeat(timers, () => (silences += 1));

function pass(ms: number): void {
  now += ms;
  for (const [id, { at, callback }] of due)
    if (at <= now) {
      due.delete(id);
      callback();
    }
}

beforeEach(() => {
  now = 0;
  due = new Map();
  silences = 0;
});

describe('a connection', () => {
  test('that never sends anything is given up', () => {
    watch();
    pass(firstWordMs - 1);
    expect(silences).toBe(0);
    pass(1);
    expect(silences).toBe(1);
  });

  test('stays alive as long as its heartbeats come', () => {
    const { heard } = watch();
    for (let beat = 0; beat < 100; beat += 1) {
      heard(10_000);
      pass(10_000);
    }
    expect(silences).toBe(0);
  });

  test('is dead when two heartbeats are missing', () => {
    const { heard } = watch();
    heard(10_000);
    pass(20_000 + graceMs - 1);
    expect(silences).toBe(0);
    pass(1);
    expect(silences).toBe(1);
  });

  test('stays alive by other events too, at the interval of its last heartbeat', () => {
    const { heard } = watch();
    heard(10_000);
    pass(15_000);
    heard();
    pass(20_000);
    expect(silences).toBe(0);
    pass(graceMs);
    expect(silences).toBe(1);
  });

  test('that sends events but no heartbeat yet gets the limit of the first message', () => {
    const { heard } = watch();
    heard();
    pass(firstWordMs);
    expect(silences).toBe(1);
  });

  test('is not watched after its end', () => {
    const { heard, stop } = watch();
    heard(10_000);
    stop();
    pass(100_000);
    expect(silences).toBe(0);
  });
});
