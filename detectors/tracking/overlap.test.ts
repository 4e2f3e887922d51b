// Relations between two boxes: examples computed by hand, and laws for all boxes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import { area, containment, intersection, iou, nearness } from './overlap.ts';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });
const unit = box(0, 0, 0.4, 0.4);

describe('boxes', () => {
  const rows: [string, Box, number, number, number][] = [
    ['itself', unit, 0.16, 1, 1],
    ['one beside it', box(0.5, 0, 0.2, 0.2), 0, 0, 0],
    ['one that touches its edge', box(0.4, 0, 0.2, 0.4), 0, 0, 0],
    ['its half', box(0, 0, 0.2, 0.4), 0.08, 0.5, 0.5],
    ['one that covers a quarter of it', box(0.2, 0.2, 0.4, 0.4), 0.04, 1 / 7, 0.25],
    ['one around it', box(0, 0, 0.8, 0.8), 0.16, 0.25, 1],
    ['an empty one', box(0.1, 0.1, 0, 0), 0, 0, 0],
  ];
  it.each(rows)('against %s', (_, other, shared, ratio, share) => {
    expect(intersection(unit, other)).toBeCloseTo(shared, 10);
    expect(iou(unit, other)).toBeCloseTo(ratio, 10);
    expect(containment(unit, other)).toBeCloseTo(share, 10);
  });

  it('that are empty have no overlap', () => {
    const empty = box(0.1, 0.1, 0, 0);
    expect([area(empty), iou(empty, empty), containment(empty, unit)]).toEqual([0, 0, 0]);
  });

  const side = fc.double({ min: 0.001, max: 1, noNaN: true });
  const anyBox = fc.record({ x: side, y: side, width: side, height: side });

  it('have a symmetric intersection, which is at most the smaller area', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        expect(intersection(a, b)).toBeCloseTo(intersection(b, a), 10);
        expect(iou(a, b)).toBeCloseTo(iou(b, a), 10);
        expect(intersection(a, b)).toBeLessThanOrEqual(Math.min(area(a), area(b)) + 1e-12);
        expect(iou(a, b)).toBeLessThanOrEqual(containment(a, b) + 1e-9);
      }),
    );
  });
});

describe('nearness', () => {
  const person: Box = { x: 0.4, y: 0.3, width: 0.05, height: 0.2 };
  it.each<[string, Box, number]>([
    ['the same place', person, 1],
    ['half a step aside', { ...person, x: 0.43 }, 0.5],
    ['more than a step aside', { ...person, x: 0.47 }, 0],
    ['farther down the street', { ...person, y: 0.38 }, 0],
    ['half as tall', { ...person, y: 0.4, height: 0.1 }, 0],
    ['without extent', { x: 0.4, y: 0.3, width: 0, height: 0 }, 0],
  ])('of somebody and %s', (_, box, expected) => {
    expect(nearness(person, box)).toBeCloseTo(expected, 5);
    expect(nearness(box, person)).toBeCloseTo(expected, 5);
  });

  it('of two empty boxes is 0', () => {
    const nowhere = { x: 0, y: 0, width: 0, height: 0 };
    expect(nearness(nowhere, nowhere)).toBe(0);
  });
});
