// The structure of a view: light leaves it alone; a cover, a blur or another view do not.
import { describe, expect, it } from 'vitest';
import type { Picture } from '../frame.ts';
import {
  blurred,
  paintStreet,
  plain,
  planesOf,
  shifted,
  withLight,
  withThings,
} from '../testing/paint-picture.ts';
import { findShift, structureOf } from './structure.ts';

const street = paintStreet();
const reference = planesOf(street);
const of = (picture: Picture) => structureOf(planesOf(picture), reference);

describe('structureOf', () => {
  it('finds every textured tile alike, and all detail, in the same picture', () => {
    expect(of(street)).toMatchObject({ unlikeShare: 0, detailShare: 1 });
  });

  it.each([0.3, 0.6, 1.5])('finds the same view alike in light times %d', (level) => {
    expect(of(withLight(street, () => level)).unlikeShare).toBeLessThan(0.1);
  });

  it('finds the same view alike when it lies one pixel off', () => {
    expect(of(shifted(street, 1, 0)).unlikeShare).toBe(0);
    expect(of(shifted(street, 0, -1)).unlikeShare).toBe(0);
  });

  it('finds only the tiles unlike that something stands in front of', () => {
    const car = { box: { x: 0.2, y: 0.4, width: 0.3, height: 0.4 }, colour: [30, 40, 90] as const };
    const { unlikeShare } = of(withThings(street, [car]));
    expect(unlikeShare).toBeGreaterThan(0);
    expect(unlikeShare).toBeLessThan(0.35);
  });

  it('finds most tiles unlike in another view', () => {
    expect(of(shifted(street, 17, 9)).unlikeShare).toBeGreaterThan(0.6);
  });

  it('finds little detail in a blurred view and none in a plain one', () => {
    expect(of(blurred(street, 6)).detailShare).toBeLessThan(0.25);
    expect(of(plain())).toMatchObject({ detailShare: 0, spread: 0 });
  });

  it('says nothing of tiles when the reference had no structure', () => {
    expect(structureOf(reference, planesOf(plain())).unlikeShare).toBe(0);
  });

  it('of a picture without pixels finds no tile unlike', () => {
    const none = planesOf(plain({ width: 0, height: 0 }));
    expect(structureOf(none, none)).toMatchObject({ unlikeShare: 0 });
  });
});

describe('findShift', () => {
  it.each([
    [16, 0],
    [7, 5],
    [-20, 8],
    [10, -14],
  ])('measures by how much the picture moved (%i, %i)', (right, down) => {
    const shift = findShift(planesOf(shifted(street, right, down)), reference);
    expect(shift!.x * reference.width).toBeCloseTo(right, 0);
    expect(shift!.y * reference.height).toBeCloseTo(down, 0);
  });

  it('gives none when it did not move', () => {
    expect(findShift(reference, reference)).toBeNull();
  });

  it('gives none for what cannot be found again', () => {
    expect(findShift(planesOf(plain()), reference)).toBeNull();
  });
});
