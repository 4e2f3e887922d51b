// Large shifts, found by comparing edges at half size.
import { describe, expect, it } from 'vitest';
import { createCameraOnAStreet } from '../testing/camera-on-a-street.ts';
import { plain, planesOf, withLight } from '../testing/paint-picture.ts';
import { findFarShift } from './far-shift.ts';

const camera = createCameraOnAStreet();
const reference = planesOf(camera());

describe('findFarShift', () => {
  it.each([
    [20, 0],
    [-44, 8],
    [58, -12],
    [0, 30],
  ])('measures by how much the picture moved (%i, %i), to within two pixels', (right, down) => {
    const picture = withLight(camera({ x: -right, y: -down }), (x, y) => 0.5 + 0.5 * x * y);
    const shift = findFarShift(planesOf(picture), reference)!;
    expect(Math.abs(shift.x - right)).toBeLessThanOrEqual(2);
    expect(Math.abs(shift.y - down)).toBeLessThanOrEqual(2);
  });

  it('is zero for the same picture', () => {
    expect(findFarShift(reference, reference)).toEqual({ x: 0, y: 0 });
  });

  it('is null without edges', () => {
    expect(findFarShift(planesOf(plain()), reference)).toBeNull();
    expect(findFarShift(reference, planesOf(plain()))).toBeNull();
  });

  it('is null for an empty picture', () => {
    const none = planesOf(plain({ width: 0, height: 0 }));
    expect(findFarShift(none, none)).toBeNull();
  });
});
