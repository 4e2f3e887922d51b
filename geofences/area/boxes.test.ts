// Relations between boxes: shared area, union, and whether they are the same place.
import { describe, expect, it } from 'vitest';
import { areaOf, grown, isSamePlace, sharedArea, unionOf } from './boxes.ts';
import { box } from '../testing/observations.ts';

const unit = box(0.25, 0.25, 0.5, 0.5);

describe('sharedArea', () => {
  it.each([
    ['with itself is its own area', unit, 0.25],
    ['is the part they have in common', box(0.5, 0.5, 0.5, 0.5), 0.0625],
    ['is nothing for neighbours that touch', box(0.75, 0.25, 0.25, 0.5), 0],
    ['is nothing for boxes apart in both directions', box(0, 0, 0.125, 0.125), 0],
    ['is nothing with an empty box', box(0.5, 0.5, 0, 0), 0],
  ])('%s', (_, other, area) => {
    expect(sharedArea(unit, other)).toBe(area);
    expect(sharedArea(other, unit)).toBe(area);
  });
});

describe('unionOf', () => {
  it('contains both boxes and no more', () => {
    expect(unionOf(unit, box(0, 0.5, 0.25, 0.5))).toEqual(box(0, 0.25, 0.75, 0.75));
  });
});

describe('grown', () => {
  it('grows by shares of its own size on all sides', () => {
    expect(grown(unit, 0.25, 0.125)).toEqual(box(0.125, 0.1875, 0.75, 0.625));
  });

  it('stays within the picture', () => {
    expect(grown(unit, 2, 2)).toEqual(box(0, 0, 1, 1));
  });
});

describe('isSamePlace', () => {
  it.each([
    ['a box and itself are one place', unit, true],
    ['a small box within a large one is the same place', box(0.25, 0.25, 0.125, 0.125), true],
    ['a third of the smaller one shared is the same place', box(0.625, 0.25, 0.25, 0.5), true],
    ['a tenth of the smaller one shared is not', box(0.725, 0.25, 0.25, 0.5), false],
    ['neighbours that touch are not', box(0.75, 0.25, 0.25, 0.5), false],
    ['an empty box is at no place', box(0.5, 0.5, 0, 0), false],
  ])('%s', (_, other, same) => {
    expect(isSamePlace(unit, other)).toBe(same);
    expect(isSamePlace(other, unit)).toBe(same);
  });

  it('is false for an empty box and itself', () => {
    expect(areaOf(box(0.5, 0.5, 0, 0))).toBe(0);
    expect(isSamePlace(box(0.5, 0.5, 0, 0), box(0.5, 0.5, 0, 0))).toBe(false);
  });
});
