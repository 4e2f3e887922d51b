// Many cameras on a machine of a given strength: looks become rarer evenly, cameras with attention last, and the rate recovers
// when there is room.
import { describe, expect, it } from 'vitest';
import { createMemoryLog } from '../testing/memory-log.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createOverload } from './overload.ts';
import { createOverloadWatch } from './overload-watch.ts';

type Overload = ReturnType<typeof createOverload>;

/** Rounds of looks, 2 s each, all this late. */
function rounds(overload: Overload, count: number, delayMs: number, from = 0): number {
  for (let n = 0; n < count; n++)
    for (let camera = 0; camera < 10; camera++)
      overload.looked(`camera-${camera}`, delayMs, from + 2000 * n);
  return from + 2000 * count;
}

describe('a machine', () => {
  it('stretches nothing while looks are on time', () => {
    const overload = createOverload();
    rounds(overload, 50, 200);
    expect(overload.stretchOf('usual')).toBe(1);
    expect(overload.load()).toEqual({ cameras: 10, capacity: 10 });
  });

  it('stretches nothing before the first look', () => {
    expect(createOverload().load()).toEqual({ cameras: 0, capacity: 0 });
    expect(createOverload().stretchOf('usual')).toBe(1);
  });

  it('stretches more and more while looks are late, cameras with attention last', () => {
    const overload = createOverload();
    rounds(overload, 6, 1500);
    expect(overload.stretchOf('usual')).toBeGreaterThan(2);
    expect(overload.stretchOf('attention')).toBe(1);
    expect(overload.load().capacity).toBeLessThan(6);
    rounds(overload, 50, 1500, 20_000);
    expect(overload.stretchOf('usual')).toBe(10);
    expect(overload.stretchOf('attention')).toBe(2.5);
  });

  it('keeps its stretch while looks are neither late nor early', () => {
    const overload = createOverload();
    const now = rounds(overload, 6, 1500);
    rounds(overload, 2, 700, now);
    const found = overload.stretchOf('usual');
    rounds(overload, 20, 700, now + 4000);
    expect(overload.stretchOf('usual')).toBe(found);
  });

  it('returns to the normal rate when there is room again', () => {
    const overload = createOverload();
    const now = rounds(overload, 20, 1500);
    rounds(overload, 60, 100, now);
    expect(overload.stretchOf('usual')).toBe(1);
  });

  it('ignores a single late camera', () => {
    const overload = createOverload();
    for (let n = 0; n < 20; n++) {
      rounds(overload, 1, 100, 2000 * n);
      overload.looked('slow', 9000, 2000 * n + 1);
    }
    expect(overload.stretchOf('usual')).toBe(1);
    expect(overload.delayOf('slow')).toBe(9000);
    expect(overload.delayOf('unknown')).toBeNull();
  });
});

describe('an overload', () => {
  it('is reported after it has lasted, with the number of cameras, and cleared when it is over', async () => {
    const clock = createFakeClock();
    const memory = createMemoryLog();
    const ending = new AbortController();
    let load = { cameras: 70, capacity: 50 };
    const told: number[] = [];
    const watch = createOverloadWatch({
      edgeId: 'e',
      overload: { load: () => load },
      clock,
      log: memory.log,
      onLoad: ({ capacity }) => told.push(capacity),
    });
    const running = watch.run(ending.signal);
    await clock.advance(10_000);
    expect(watch.problems()).toEqual([]);
    await clock.advance(10_000);
    const values = { cameras: 70, capacity: 50 };
    expect(watch.problems()).toEqual([{ code: 'edge-overloaded', subject: 'e', values }]);
    load = { cameras: 70, capacity: 70 };
    await clock.advance(2000);
    expect(watch.problems()).toEqual([]);
    expect(told.at(-1)).toBe(70);
    ending.abort();
    await running;
  });
});
