// How long processes of a night waited for a core: as shares of the time, and within a span.
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../dispatch/testing/fake-clock.ts';
import { keptMs, startedBy, waitedOfProcess, watchMachine } from './watch-machine.ts';

/** Measures this many times; each time with the waits so far. */
async function waitsAfter(looks: readonly (readonly [pid: number, waitedMs: number])[][]) {
  const world = fakeClock(0);
  let index = -1;
  const found = () => looks[Math.min(index, looks.length - 1)] ?? [];
  const pids = () => {
    index += 1;
    return Promise.resolve(found().map(([pid]) => pid));
  };
  const waitedMs = (pid: number) =>
    Promise.resolve(found().find(([one]) => one === pid)?.[1] ?? null);
  const time = { shown: () => world.now() * 90 };
  const watch = watchMachine({ pids, time, world, waitedMs });
  while (index < looks.length) await new Promise(setImmediate);
  await watch.stop();
  return watch.waits();
}

describe('watchMachine', () => {
  it('gives the share of each span in which processes waited for a core', async () => {
    const [first, ...others] = await waitsAfter([[[1, 100]], [[1, 150]]]);
    expect(first).toEqual({ from: 0, until: 18_000, share: 0.25 });
    expect(others).toEqual([]);
  });

  it('adds the waits of several processes, up to the whole span', async () => {
    const two = (ms: number) => [[1, ms] as const, [2, ms] as const];
    expect((await waitsAfter([two(0), two(60)]))[0]?.share).toBe(0.6);
    expect((await waitsAfter([two(0), two(180)]))[0]?.share).toBe(1);
  });

  it('ignores a new process, and very small waits', async () => {
    expect(await waitsAfter([[[1, 0]], [[2, 5000]]])).toEqual([]);
    expect(await waitsAfter([[[1, 0]], [[1, 9]]])).toEqual([]);
    expect(await waitsAfter([[], []])).toEqual([]);
  });
});

describe('keptMs', () => {
  const waits = [
    { from: 100, until: 200, share: 0.5 },
    { from: 300, until: 400, share: 1 },
  ];

  it.each([
    ['all of it', 0, 1000, 150],
    ['a part of each', 150, 350, 75],
    ['nothing between them', 200, 300, 0],
    ['nothing of no time', 150, 150, 0],
  ])('gives %s', (_, from, until, expected) => {
    expect(keptMs(waits, from, until)).toBe(expected);
    expect(keptMs([], from, until)).toBe(0);
  });
});

describe('the system', () => {
  it('gives the wait of this process, and null for a missing one', async () => {
    const waited = await waitedOfProcess(process.pid);
    if (process.platform === 'linux') expect(waited).toBeGreaterThanOrEqual(0);
    expect(await waitedOfProcess(2 ** 30)).toBeNull();
    expect(await startedBy(2 ** 30)).toEqual([]);
  });
});
