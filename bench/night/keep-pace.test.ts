// The pace of the night: the clock advances only when all dispatches have answered and no due work is pending.
import { describe, expect, it } from 'vitest';
import { createManualWorld } from '../testing/manual-world.ts';
import { keepPace, strideMs } from './keep-pace.ts';
import { createNightTime } from './night-time.ts';

const factor = 90;
const begins = 1_000_000;

function open({ answerMs = 0, jobs = () => 0 }: { answerMs?: number; jobs?: () => number } = {}) {
  const world = createManualWorld(5000);
  const time = createNightTime({ begins, factor }, world);
  const answered = () => world.wait(answerMs);
  const pace = keepPace(
    { time, answered, waitingJobs: () => Promise.resolve(jobs()), world },
    factor,
  );
  return { world, time, pace };
}

describe('the time of a night', () => {
  it('advances only at real speed until it is allowed to continue', () => {
    const world = createManualWorld(5000);
    const time = createNightTime({ begins, factor }, world);
    world.go(300);
    expect(time.shown()).toBe(begins + 300);
    time.allow(9000);
    world.go(50);
    expect(time.shown()).toBe(begins + 300 + 50 * factor);
    world.go(50);
    world.go(1000);
    expect(time.shown()).toBe(begins + 300 + 9000 + 1000);
  });

  it('tells followers its limit', () => {
    const world = createManualWorld(5000);
    const time = createNightTime({ begins, factor }, world);
    const told: unknown[] = [];
    time.follow((now) => told.push(now));
    time.allow(9000);
    expect(told).toEqual([{ worldStart: 5000, shownStart: begins, factor, until: begins + 9000 }]);
    expect(time.current()).toEqual(told[0]);
  });

  it('lets callers wait for a minute of the night', async () => {
    const world = createManualWorld(5000);
    const time = createNightTime({ begins, factor }, world);
    time.allow(10 * 60_000);
    await time.untilMinute(3);
    expect(time.shown()).toBeGreaterThanOrEqual(begins + 180_000);
    await time.sleepMinutes(2);
    expect(time.shown()).toBeGreaterThanOrEqual(begins + 300_000);
    await time.untilMinute(1_000_000, AbortSignal.abort());
  });
});

describe('the pace of a night', () => {
  it('runs the clock at full speed while all answer at once', async () => {
    const { world, time, pace } = open();
    await world.until(() => world.now() >= 15_000);
    await pace.stop();
    expect(time.shown() - begins).toBeGreaterThan(9000 * factor);
    expect(pace.heldMs()).toBe(0);
  });

  it('advances one step per answer when answers are slow', async () => {
    const { world, time, pace } = open({ answerMs: 1000 });
    await world.until(() => world.now() >= 15_000);
    await pace.stop();
    const shown = time.shown() - begins;
    expect(shown).toBeGreaterThan(8 * strideMs);
    expect(shown).toBeLessThan(12 * strideMs + 20_000);
    expect(pace.heldMs()).toBeGreaterThan(7000);
  });

  it('waits for pending work, with a limit', async () => {
    let jobs = 1;
    const { world, time, pace } = open({ jobs: () => jobs });
    await world.until(() => world.now() >= 12_000);
    expect(time.shown() - begins).toBe(world.now() - 5000);
    await world.until(() => world.now() >= 25_000);
    expect(time.shown() - begins).toBeGreaterThan(3000 * factor);
    jobs = 0;
    await world.until(() => world.now() >= 26_000);
    jobs = 1;
    await world.until(() => world.now() >= 27_000);
    const heldAt = time.shown();
    await world.until(() => world.now() >= 30_000);
    expect(time.shown() - heldAt).toBeLessThan(strideMs + 4000);
    await pace.stop();
  });

  it('holds the clock while something is started', async () => {
    const { world, time, pace } = open();
    const shown = await pace.hold(async () => {
      await world.until(() => world.now() >= 9000);
      return time.shown();
    });
    expect(shown - begins).toBeLessThan(strideMs + 4100);
    await world.until(() => world.now() >= 10_000);
    await pace.stop();
    expect(time.shown()).toBeGreaterThan(shown + 500 * factor);
  });
});
