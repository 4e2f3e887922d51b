import { describe, expect, it } from 'vitest';
import { faultNames } from '../chaos/fault-plan.ts';
import { planSoak, soakWorld } from './soak-plan.ts';

const hour = 3_600_000;

describe('the schedule of a soak', () => {
  it('comes from the seed alone', () => {
    const wish = { seed: 4, withinMs: hour, perHour: 6 };
    expect(planSoak(wish)).toEqual(planSoak(wish));
    expect(planSoak(wish)).not.toEqual(planSoak({ ...wish, seed: 5 }));
  });

  it('has as many faults an hour as asked, spread, with a calm start and end', () => {
    const plan = planSoak({ seed: 1, withinMs: 2 * hour, perHour: 6 });
    expect(plan).toHaveLength(12);
    expect(plan[0]?.at).toBeGreaterThanOrEqual(hour * 0.2);
    const last = plan.at(-1);
    expect((last?.at ?? 0) + (last?.forMs ?? 0)).toBeLessThan(hour * 1.85);
    const apart = plan.slice(1).map(({ at }, n) => at - (plan[n]?.at ?? 0));
    expect(Math.min(...apart)).toBeGreaterThan(60_000);
  });

  it('has every kind before one comes again', () => {
    const plan = planSoak({ seed: 2, withinMs: 20 * hour, perHour: 6 });
    const first = plan.slice(0, faultNames.length).map(({ what }) => what);
    expect(new Set(first).size).toBe(faultNames.length);
  });

  it('has none when none is asked', () => {
    expect(planSoak({ seed: 1, withinMs: hour, perHour: 0 })).toEqual([]);
  });
});

describe('the world of a soak', () => {
  it('goes on as long as asked, for every camera', () => {
    const world = soakWorld({ seed: 1, minutes: 60, cameras: 12 });
    expect(world).toHaveLength(12 * 72);
    expect(new Set(world.map(({ id }) => id)).size).toBe(world.length);
    expect(Math.max(...world.map(({ to }) => to))).toBeGreaterThan(58 * 60_000);
  });

  it('needs no more films than four', () => {
    const world = soakWorld({ seed: 1, minutes: 10, cameras: 9 });
    const films = new Set(
      Array.from({ length: 9 }, (_, n) =>
        JSON.stringify(
          world
            .filter(({ cameraId }) => cameraId === `camera-${n + 1}`)
            .map(({ slot, from }) => [slot, from]),
        ),
      ),
    );
    expect(films.size).toBe(4);
  });
});
