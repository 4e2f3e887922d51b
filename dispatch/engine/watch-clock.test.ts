// Noticing that the clock was set back.
import { describe, expect, it } from 'vitest';
import { createSteppedClock } from '../../bench/dispatch/stepped-clock.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import type { SetBack } from '../timers/set-back.ts';
import { createClockWatch } from './watch-clock.ts';

const hour = 3_600_000;

/** A watch that runs until it has looked this often. */
async function watched(steps: (number | null)[], fails = 0) {
  const world = fakeClock(100 * hour);
  const stepped = createSteppedClock(0, world);
  const log = quietLog();
  const done: SetBack[] = [];
  const stop = new AbortController();
  let failures = fails;
  const clock = {
    ...stepped,
    steady: () => stepped.steady() + Math.random() / 3,
    wait: async (ms: number, signal?: AbortSignal) => {
      await stepped.wait(ms, signal);
      const step = steps.shift();
      if (step === undefined) stop.abort();
      else if (step !== null) stepped.setOff(step);
    },
  };
  const bringForward = (setBack: SetBack) => {
    if ((failures -= 1) >= 0) return Promise.reject(new Error('the store is away'));
    done.push(setBack);
    return Promise.resolve();
  };
  const watch = createClockWatch({ clock, log, bringForward });
  await watch.run(stop.signal);
  return { done, log, watch, clock };
}

describe('the watch of the clock', () => {
  it('brings forward once at the start, and then only after a set-back', async () => {
    const { done } = await watched([null, null, null]);
    expect(done).toEqual([{ noticedAt: 100 * hour, byMs: 0 }]);
  });

  it('says by how much the clock was set back', async () => {
    const { done, log } = await watched([null, -hour, null, -25 * hour, null]);
    expect(done.map(({ byMs }) => byMs)).toEqual([0, hour, 24 * hour]);
    expect(done[1]?.noticedAt).toBe(99 * hour + 10_000);
    const said = log.lines.filter(({ message }) => message.includes('set back'));
    expect(said.map(({ fields }) => (fields as { byMs: number }).byMs)).toEqual([hour, 24 * hour]);
  });

  it('does nothing when it is set forward, or drifts', async () => {
    const drift = Array.from({ length: 200 }, (_, count) => -1000 * count);
    const { done } = await watched([hour, null, ...drift.map((ms) => hour + ms)]);
    expect(done).toHaveLength(1);
  });

  it('tries again when the store is away', async () => {
    const { done } = await watched([null, null, null, null], 2);
    expect(done).toHaveLength(1);
  });

  it('knows a set-back before its next look', async () => {
    const { watch, clock } = await watched([null]);
    clock.setOff(-hour);
    expect(watch.setBack()).toMatchObject({ byMs: hour });
    expect(watch.setBack()).toMatchObject({ byMs: hour });
  });
});
