import { describe, expect, it } from 'vitest';
import { aspect, groundDistance, metreAt, toGround, toPicture, type Ground } from './ground.ts';

const ground: Ground = { horizon: 0.05, cameraHeightM: 4, focal: 0.9, aspect };

describe('the ground plane', () => {
  it('makes a metre twice as large at twice the distance below the horizon', () => {
    expect(metreAt(ground, 0.85)).toBeCloseTo(2 * metreAt(ground, 0.45), 10);
  });

  it('has no size at and above the horizon', () => {
    expect(metreAt(ground, 0.05)).toBe(0);
    expect(metreAt(ground, 0)).toBe(0);
  });

  it('puts the horizon at the camera height above a foot, at every distance', () => {
    for (const y of [0.3, 0.5, 0.9])
      expect(metreAt(ground, y) * aspect * ground.cameraHeightM).toBeCloseTo(
        y - ground.horizon,
        10,
      );
  });

  it.each([
    [0.5, 0.5],
    [0.1, 0.9],
    [-0.2, 0.4],
    [1.3, 1.2],
  ] as const)('returns to the same point of the picture from (%d, %d)', (x, y) => {
    const [backX, backY] = toPicture(ground, toGround(ground, [x, y]));
    expect(backX).toBeCloseTo(x, 10);
    expect(backY).toBeCloseTo(y, 10);
  });

  it('measures the same step as longer when it is farther away', () => {
    const far = groundDistance(ground, [0.4, 0.3], [0.6, 0.3]);
    const near = groundDistance(ground, [0.4, 0.9], [0.6, 0.9]);
    expect(far).toBeGreaterThan(near * 2);
  });

  it('measures no distance between a point and itself', () => {
    expect(groundDistance(ground, [0.4, 0.6], [0.4, 0.6])).toBe(0);
  });
});
