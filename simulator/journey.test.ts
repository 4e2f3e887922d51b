import { describe, expect, it } from 'vitest';
import { aspect, groundDistance, type Ground } from './ground.ts';
import { journeyAt, planJourney } from './journey.ts';

const ground: Ground = { horizon: 0.05, cameraHeightM: 4, focal: 0.9, aspect };
const across = {
  path: [
    [0, 0.6],
    [0.5, 0.6],
    [1, 0.6],
  ] as [number, number][],
  speed: 1.5,
  stops: [],
};

describe('planJourney', () => {
  it('takes the time of the way over the ground at the given speed', () => {
    const legs = planJourney(across, 2000, ground);
    const metres = groundDistance(ground, [0, 0.6], [1, 0.6]);
    expect(legs[0]?.fromMs).toBe(2000);
    expect(legs.at(-1)?.toMs).toBeCloseTo(2000 + (metres / 1.5) * 1000, 6);
  });

  it('adds each halt to the time but not to the way', () => {
    const plain = planJourney(across, 0, ground);
    const halted = planJourney({ ...across, stops: [{ point: 1, for: 5000 }] }, 0, ground);
    expect((halted.at(-1)?.toMs ?? 0) - (plain.at(-1)?.toMs ?? 0)).toBeCloseTo(5000, 6);
    expect(halted.reduce((sum, { metres }) => sum + metres, 0)).toBeCloseTo(
      plain.reduce((sum, { metres }) => sum + metres, 0),
      10,
    );
  });

  it('is empty for an empty path', () => {
    expect(planJourney({ path: [], speed: 1, stops: [] }, 0, ground)).toEqual([]);
  });
});

describe('journeyAt', () => {
  const legs = planJourney({ ...across, stops: [{ point: 1, for: 5000 }] }, 1000, ground);
  const arriveMs = legs[0]?.toMs ?? 0;

  it.each([
    ['before the start', 999],
    ['after the end', (legs.at(-1)?.toMs ?? 0) + 1],
  ])('is nowhere %s', (_, timeMs) => {
    expect(journeyAt(legs, timeMs, ground)).toBeNull();
  });

  it('stands still for the whole halt', () => {
    for (const wait of [0, 2500, 4999]) {
      const state = journeyAt(legs, arriveMs + wait, ground);
      expect(state?.isHalted).toBe(true);
      expect(state?.at).toEqual([0.5, 0.6]);
    }
    expect(journeyAt(legs, arriveMs + 5001, ground)?.isHalted).toBe(false);
  });

  it('covers equal ground in equal times when walking towards the camera', () => {
    const towards = planJourney(
      {
        path: [
          [0.5, 0.3],
          [0.5, 0.9],
        ],
        speed: 2,
        stops: [],
      },
      0,
      ground,
    );
    const endMs = towards[0]?.toMs ?? 0;
    const steps = [0, 0.25, 0.5, 0.75, 0.999].map(
      (share) => journeyAt(towards, endMs * share, ground)!.at,
    );
    const lengths = steps.slice(1).map((to, index) => groundDistance(ground, steps[index]!, to));
    expect(lengths[0]).toBeCloseTo(lengths[1]!, 6);
    expect(lengths[1]).toBeCloseTo(lengths[2]!, 6);
    // On the picture the near part of the way is much longer.
    expect(steps[2]![1] - steps[0]![1]).toBeLessThan((steps[4]![1] - steps[2]![1]) * 0.7);
  });
});
