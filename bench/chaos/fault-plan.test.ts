// The schedule of faults comes from its seed alone, has every fault, and never hits a part that is still down.
import { describe, expect, it } from 'vitest';
import { faultNames, planFaults, planText } from './fault-plan.ts';

const withinMs = 95_000;
const seeds = Array.from({ length: 200 }, (_, index) => index + 1);

describe('the schedule of faults', () => {
  it('is the same for the same seed, and another one for another seed', () => {
    expect(planFaults({ seed: 3, withinMs })).toEqual(planFaults({ seed: 3, withinMs }));
    expect(planFaults({ seed: 3, withinMs })).not.toEqual(planFaults({ seed: 4, withinMs }));
  });

  it('has every fault, and the kills of an edge and of dispatch twice', () => {
    for (const seed of seeds) {
      const plan = planFaults({ seed, withinMs });
      expect(new Set(plan.map(({ what }) => what))).toEqual(new Set(faultNames));
      for (const what of ['kill-edge', 'kill-dispatch'])
        expect(plan.filter((one) => one.what === what)).toHaveLength(2);
    }
  });

  it('lets a part recover before it is hit again', () => {
    for (const seed of seeds) {
      const busyUntil = new Map<string, number>();
      for (const { part, at, forMs } of planFaults({ seed, withinMs })) {
        expect(at).toBeGreaterThanOrEqual(busyUntil.get(part) ?? 0);
        busyUntil.set(part, at + forMs + 5000);
      }
    }
  });

  it('hits each edge and sets clocks in both directions, over many seeds', () => {
    const all = seeds.flatMap((seed) => planFaults({ seed, withinMs }));
    expect(new Set(all.map(({ part }) => part)).size).toBe(9);
    const steps = all.flatMap(({ byMs }) => (byMs === undefined ? [] : [byMs]));
    expect(new Set(steps)).toEqual(new Set([3_600_000, -3_600_000]));
  });

  it('can be limited to some faults', () => {
    const plan = planFaults({ seed: 1, withinMs: 20_000, only: ['kill-edge', 'poison'] });
    expect(plan.map(({ what }) => what).toSorted()).toEqual(['kill-edge', 'kill-edge', 'poison']);
    expect(planFaults({ seed: 1, withinMs: 20_000, only: [] })).toEqual([]);
  });

  it('is printed with a line for each', () => {
    const text = planText([
      { what: 'kill-redis', part: 'redis', at: 8100, forMs: 500 },
      { what: 'clock-of-edge', part: 'edge-1', at: 12_000, forMs: 9000, byMs: -3_600_000 },
    ]);
    expect(text).toBe(
      '   8.1 s  kill-redis (redis) for 0.5 s\n  12.0 s  clock-of-edge (edge-1) for 9.0 s, by -1 h',
    );
  });
});
