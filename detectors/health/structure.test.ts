// The structure of a view: light does not change it; a cover, a blur or another view do.
import { describe, expect, it } from 'vitest';
import type { Picture } from '../frame.ts';
import {
  blurred,
  paintStreet,
  plain,
  planesOf,
  shifted,
  withLight,
  withNoise,
  withThings,
} from '../testing/paint-picture.ts';
import { structureOf } from './structure.ts';

const street = paintStreet();
const reference = planesOf(street);
const of = (picture: Picture) => structureOf(planesOf(picture), reference);

describe('structureOf', () => {
  it('finds all tiles and all detail in the same picture', () => {
    expect(of(street)).toMatchObject({ unlikeShare: 0, plainShare: 0, keptDetail: 1 });
  });

  it.each([0.3, 0.6, 1.5])('finds the same view in light times %d', (level) => {
    expect(of(withLight(street, () => level)).unlikeShare).toBeLessThan(0.1);
  });

  it('finds the same view one pixel off', () => {
    expect(of(shifted(street, 1, 0)).unlikeShare).toBe(0);
    expect(of(shifted(street, 0, -1)).unlikeShare).toBe(0);
  });

  it('finds a difference only in the tiles behind an object', () => {
    const car = { box: { x: 0.2, y: 0.4, width: 0.3, height: 0.4 }, colour: [30, 40, 90] as const };
    const { unlikeShare } = of(withThings(street, [car]));
    expect(unlikeShare).toBeGreaterThan(0);
    expect(unlikeShare).toBeLessThan(0.35);
  });

  it('finds a difference in most tiles of another view', () => {
    expect(of(shifted(street, 17, 9)).unlikeShare).toBeGreaterThan(0.6);
  });

  it.each([0, 8, 25])('finds little detail in a blurred view with noise of %i', (grain) => {
    expect(of(withNoise(blurred(street, 5), grain, 2)).keptDetail).toBeLessThan(0.3);
  });

  it.each([0, 8, 25])('finds most detail in a sharp view with noise of %i', (grain) => {
    expect(of(withNoise(street, grain, 2)).keptDetail).toBeGreaterThan(0.8);
  });

  it('finds the detail next to an object in front', () => {
    const wall = { box: { x: 0, y: 0, width: 0.6, height: 1 }, colour: [90, 80, 70] as const };
    expect(of(withThings(street, [wall])).keptDetail).toBeGreaterThan(0.8);
  });

  it('finds no structure in the tiles that a hand covers', () => {
    const hand = { box: { x: 0, y: 0, width: 0.6, height: 1 }, colour: [120, 90, 80] as const };
    const { plainShare } = of(withThings(street, [{ ...hand, pattern: 0 }]));
    expect(plainShare).toBeGreaterThan(0.5);
    expect(plainShare).toBeLessThan(0.7);
    expect(of(withLight(street, () => 0.3)).plainShare).toBe(0);
    expect(of(plain())).toMatchObject({ plainShare: 1, spread: 0 });
  });

  it('finds no tiles when the reference has no structure', () => {
    expect(structureOf(reference, planesOf(plain())).unlikeShare).toBe(0);
  });

  it('finds no difference in an empty picture', () => {
    const none = planesOf(plain({ width: 0, height: 0 }));
    expect(structureOf(none, none)).toMatchObject({ unlikeShare: 0 });
  });
});
