// The fast clock: what it shows, how far it goes, and how long sleepers sleep, by a world that only moves when it is told to.
import { describe, expect, it } from 'vitest';
import { createManualWorld } from '../testing/manual-world.ts';
import { createFastClock, shownAt } from './fast-clock.ts';

const start = { worldStart: 1000, shownStart: 50_000, factor: 10 };

describe('what a fast clock shows', () => {
  it('is what it began with, then ten milliseconds for each of the world', () => {
    expect(shownAt(start, 1000)).toBe(50_000);
    expect(shownAt(start, 1003)).toBe(50_030);
  });

  it('goes on as slowly as the world when it has come as far as it may', () => {
    const time = { ...start, until: 50_100 };
    expect(shownAt(time, 1010)).toBe(50_100);
    expect(shownAt(time, 1025)).toBe(50_115);
    expect(shownAt({ ...start, until: 50_000 }, 1007)).toBe(50_007);
  });

  it('never goes back, though it hears late how far it may go', () => {
    const world = createManualWorld(1000);
    const clock = createFastClock(start, world);
    world.go(100);
    expect(clock.now()).toBe(51_000);
    clock.follow({ worldStart: 1050, shownStart: 50_500, factor: 10, until: 50_500 });
    expect(clock.now()).toBe(51_000);
    world.go(500);
    expect(clock.now()).toBe(51_050);
  });

  it('says how long a job has to wait at its full speed, so that it never comes late', () => {
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

  it('gives what is on a wire five seconds of the world, and never more than it asked for', async () => {
    const world = createManualWorld(1000);
    const clock = createFastClock(start, world);
    await clock.wait(10_000);
    expect(world.now()).toBe(6000);
    await clock.wait(400);
    expect(world.now()).toBe(6400);
  });

  it('sleeps on while the clock is held, and wakes when it has gone far enough', async () => {
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
