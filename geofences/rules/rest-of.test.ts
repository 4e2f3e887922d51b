// Labelled objects are subtracted from the static region that they stand on; the rest counts.
import { describe, expect, it } from 'vitest';
import type { Box, Track } from '../../contracts/index.ts';
import { aFence } from '../testing/fences.ts';
import { aTrack, box, grid, middle } from '../testing/observations.ts';
import { shapeOfBox } from '../area/shape.ts';
import { restOf, type OnRegion } from './rest-of.ts';

/** The middle is 8 by 6 cells on a grid of 40 by 20. */
const region = { box: middle, shape: shapeOfBox(middle, grid) };
const leftHalf = box(0.4, 0.4, 0.1, 0.3);
const rightHalf = box(0.5, 0.4, 0.1, 0.3);
/** In the picture the fence ends above the foot of whatever stands in the middle. */
const above = aFence({
  polygon: [
    [0, 0],
    [1, 0],
    [1, 0.6],
    [0, 0.6],
  ],
});

function rest(tracks: readonly Track[], on: Partial<OnRegion> = {}) {
  return restOf(region, { tracks, things: ['person', 'vehicle'], grid, fence: above, ...on });
}
const person = (place: Box, parts: Partial<Track> = {}) =>
  aTrack({ thing: 'person', box: place, ...parts });

describe('restOf', () => {
  it('does not change a region without a labelled object on it', () => {
    expect(rest([])).toEqual({ ...region, is: null });
  });

  it('is the heap next to a standing person', () => {
    const { box: left, shape, is } = rest([person(rightHalf)]);
    expect(is).toBeNull();
    expect(shape.size).toBe(24);
    expect(left.x).toBeCloseTo(leftHalf.x);
    expect(left.width).toBeCloseTo(leftHalf.width);
    expect(left.height).toBeCloseTo(leftHalf.height);
  });

  it('is both parts on the two sides of a person', () => {
    const { box: left, shape } = rest([person(box(0.475, 0.4, 0.05, 0.3))]);
    expect(shape.size).toBe(36);
    expect(left.width).toBeCloseTo(0.2);
  });

  it('counts a cell that two people cover once', () => {
    const two = [person(rightHalf), person(rightHalf, { id: 't2' })];
    expect(rest(two).shape.size).toBe(24);
  });

  it.each<[string, Track[], ReturnType<typeof rest>['is']]>([
    ['people beside each other', [person(leftHalf), person(rightHalf)], 'person'],
    ['a car that leaves a rim', [aTrack({ box: box(0.42, 0.4, 0.18, 0.3) })], 'vehicle'],
    [
      'the larger one of both',
      [person(box(0.4, 0.4, 0.05, 0.3)), aTrack({ box: box(0.45, 0.4, 0.15, 0.3) })],
      'vehicle',
    ],
  ])('is nothing but %s', (_, tracks, is) => {
    expect(rest(tracks)).toEqual({ ...region, is });
  });

  it.each<[string, Partial<Track>]>([
    ['who walks', { stationarySince: null }],
    ['who is a guess', { confidence: 0.39 }],
    ['who stands beside it for the most part', { box: box(0.56, 0.4, 0.1, 0.3) }],
    ['that is not asked for', { thing: 'two-wheeler' }],
  ])('does not take off somebody or something %s', (_, parts) => {
    expect(rest([person(rightHalf, parts)])).toEqual({ ...region, is: null });
  });

  it('excludes the shadow at the feet', () => {
    const standing = person(box(0.4, 0.3, 0.1, 0.36));
    expect(rest([standing]).shape.size).toBe(24);
  });
});

describe('a stall whose foot is outside the fence', () => {
  const stall = (parts: Partial<Track> = {}) => aTrack({ thing: 'umbrella', ...parts });

  it('is outside although its box overlaps the fence', () => {
    expect(rest([stall()])).toEqual({ ...region, is: 'outside' });
  });

  it('is recognised when only its parasol is a region', () => {
    expect(rest([stall({ box: box(0.38, 0.38, 0.24, 0.62) })])).toEqual({
      ...region,
      is: 'outside',
    });
  });

  it('leaves an object behind it', () => {
    expect(rest([stall({ box: rightHalf })]).shape.size).toBe(24);
  });

  it.each(['stall', 'umbrella', 'table'] as const)('may have the label %s', (thing) => {
    expect(rest([stall({ thing })]).is).toBe('outside');
  });

  it('counts as an ordinary object when its foot is inside', () => {
    expect(rest([stall()], { fence: aFence() })).toEqual({ ...region, is: null });
  });

  it('counts when its class is one that the fence looks for', () => {
    expect(rest([stall({ thing: 'goods' })])).toEqual({ ...region, is: null });
  });
});
