// The fast clock: its time, its limit, and the length of sleeps, with real time that only the test advances.
import { describe, expect, it } from 'vitest';
import { createManualWorld } from '../testing/manual-world.ts';
import { createFastClock, shownAt } from './fast-clock.ts';

const start = { worldStart: 1000, shownStart: 50_000, factor: 10 };

describe('the time of a fast clock', () => {
  it('begins at its start, and advances ten milliseconds per real one', () => {
    expect(shownAt(start, 1000)).toBe(50_000);
    expect(shownAt(start, 1003)).toBe(50_030);
  });

  it('advances at real speed after its limit', () => {
    const time = { ...start, until: 50_100 };
    expect(shownAt(time, 1010)).toBe(50_100);
    expect(shownAt(time, 1025)).toBe(50_115);
    expect(shownAt({ ...start, until: 50_000 }, 1007)).toBe(50_007);
  });

  it('never goes back, although a new limit arrives late', () => {
    const world = createManualWorld(1000);
    const clock = createFastClock(start, world);
    world.go(100);
    expect(clock.now()).toBe(51_000);
    clock.follow({ worldStart: 1050, shownStart: 50_500, factor: 10, until: 50_500 });
    expect(clock.now()).toBe(51_000);
    world.go(500);
    expect(clock.now()).toBe(51_050);
  });

  it('gives the delay of a job at full speed, so that it never runs late', () => {
    const clock = createFastClock({ ...start, until: 50_000 }, createManualWorld(1000));
    expect(clock.worldMs?.(5000)).toBe(500);
  });
});

describe('a sleeper', () => {
  it('sleeps a tenth of a long time', async () => {
    const world = createManualWorld(1000);
    const clock = createFastClock(start, world);
    await clock.wait(60_000);
    expect(world.now()).toBe(7000);
  });

  it('gives network time limits five real seconds, but never more than requested', async () => {
    const world = createManualWorld(1000);
    const clock = createFastClock(start, world);
    await clock.wait(10_000);
    expect(world.now()).toBe(6000);
    await clock.wait(400);
    expect(world.now()).toBe(6400);
  });

  it('keeps sleeping while the clock is held, and wakes when it has advanced far enough', async () => {
    const world = createManualWorld(1000);
    const clock = createFastClock({ ...start, until: 50_000 }, world);
    let isAwake = false;
    const sleeping = clock.wait(60_000).then(() => (isAwake = true));
    await world.until(() => world.now() > 5000);
    expect(isAwake).toBe(false);
    clock.follow({ worldStart: world.now(), shownStart: clock.now(), factor: 10 });
    await sleeping;
    expect(clock.now()).toBeGreaterThanOrEqual(110_000);
  });

  it('wakes at once when it is aborted', async () => {
    const world = createManualWorld(1000);
    await createFastClock(start, world).wait(60_000, AbortSignal.abort());
    expect(world.now()).toBe(1000);
  });
});
