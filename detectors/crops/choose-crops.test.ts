// Crops: a small fence gets its own crop, fences near each other share one, and all crops are inside the picture.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, Polygon } from '../../contracts/index.ts';
import { containment } from '../tracking/overlap.ts';
import { boundsOf, chooseCrops, clip, union } from './choose-crops.ts';

const frame = { width: 1920, height: 1080 };
const input = { width: 512, height: 288 };

function fence(x: number, y: number, width: number, height: number): Polygon {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

/** Picture pixels per pixel of the model's input. */
function shrinkOf(crop: Box): number {
  return Math.max(
    (crop.width * frame.width) / input.width,
    (crop.height * frame.height) / input.height,
  );
}

describe('chooseCrops', () => {
  it('returns the whole picture without fences', () => {
    expect(chooseCrops([], frame, input)).toEqual([{ x: 0, y: 0, width: 1, height: 1 }]);
  });

  it('gives a small fence in a large picture a crop of its own, in which people are large enough', () => {
    const [crop, ...others] = chooseCrops([fence(0.6, 0.6, 0.1, 0.1)], frame, input);
    expect(others).toEqual([]);
    expect(crop!.width).toBeLessThan(0.3);
    // A person 60 pixels high has at least 40 pixels on the model's input.
    expect(60 / shrinkOf(crop!)).toBeGreaterThan(40);
  });

  it('leaves room around a fence, most of it above', () => {
    const polygon = fence(0.4, 0.5, 0.3, 0.3);
    const [crop] = chooseCrops([polygon], frame, input);
    const bounds = boundsOf(polygon);
    expect(crop!.x).toBeLessThan(bounds.x);
    expect(crop!.x + crop!.width).toBeGreaterThan(bounds.x + bounds.width);
    const above = bounds.y - crop!.y;
    const below = crop!.y + crop!.height - bounds.y - bounds.height;
    expect(above).toBeGreaterThan(2 * below);
    expect(below).toBeGreaterThan(0);
  });

  it('joins fences that are near each other', () => {
    const near = [fence(0.4, 0.5, 0.05, 0.05), fence(0.47, 0.52, 0.05, 0.05)];
    expect(chooseCrops(near, frame, input)).toHaveLength(1);
  });

  it('keeps fences apart that lie at the two ends of a large picture', () => {
    const far = [fence(0.02, 0.1, 0.1, 0.1), fence(0.85, 0.8, 0.1, 0.1)];
    const crops = chooseCrops(far, frame, input);
    expect(crops).toHaveLength(2);
    for (const crop of crops) expect(shrinkOf(crop)).toBeLessThan(1.5);
  });

  it('returns one crop when the picture is not larger than the input', () => {
    const far = [fence(0.02, 0.1, 0.1, 0.1), fence(0.85, 0.8, 0.1, 0.1)];
    expect(chooseCrops(far, { width: 640, height: 360 }, input)).toHaveLength(1);
  });

  it('covers a fence inside another with the same crop', () => {
    const nested = [fence(0.1, 0.1, 0.8, 0.8), fence(0.4, 0.4, 0.1, 0.1)];
    expect(chooseCrops(nested, frame, input)).toHaveLength(1);
  });

  it('does not depend on the order of the fences', () => {
    const fences = [
      fence(0.02, 0.1, 0.1, 0.1),
      fence(0.85, 0.8, 0.1, 0.1),
      fence(0.8, 0.1, 0.1, 0.1),
    ];
    expect(chooseCrops(fences.toReversed(), frame, input)).toEqual(
      chooseCrops(fences, frame, input),
    );
  });

  it('covers all fences, inside the picture, for any fences', () => {
    const side = fc.double({ min: 0.01, max: 0.4, noNaN: true });
    const corner = fc.double({ min: 0, max: 0.6, noNaN: true });
    const anyFence = fc.tuple(corner, corner, side, side).map((sides) => fence(...sides));
    fc.assert(
      fc.property(fc.array(anyFence, { minLength: 1, maxLength: 5 }), (fences) => {
        const crops = chooseCrops(fences, frame, input);
        for (const { x, y, width, height } of crops) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9);
        }
        for (const polygon of fences) {
          const best = Math.max(...crops.map((crop) => containment(boundsOf(polygon), crop)));
          expect(best).toBeGreaterThan(1 - 1e-9);
        }
        expect(crops.length).toBeLessThanOrEqual(fences.length);
      }),
    );
  });
});

describe('clip', () => {
  it.each([
    [
      'inside stays',
      { x: 0.2, y: 0.3, width: 0.4, height: 0.5 },
      { x: 0.2, y: 0.3, width: 0.4, height: 0.5 },
    ],
    [
      'over the left and top edge is moved in',
      { x: -0.2, y: -0.1, width: 0.4, height: 0.5 },
      { x: 0, y: 0, width: 0.4, height: 0.5 },
    ],
    [
      'over the right edge is moved in',
      { x: 0.75, y: 0.5, width: 0.5, height: 0.5 },
      { x: 0.5, y: 0.5, width: 0.5, height: 0.5 },
    ],
    [
      'larger than the picture is cut',
      { x: -1, y: 0.2, width: 3, height: 0.5 },
      { x: 0, y: 0.2, width: 1, height: 0.5 },
    ],
    [
      'empty stays',
      { x: 0.5, y: 0.5, width: 0, height: 0 },
      { x: 0.5, y: 0.5, width: 0, height: 0 },
    ],
  ])('a box that is %s', (_, box, expected) => {
    expect(clip(box)).toEqual(expected);
  });
});

describe('union and bounds', () => {
  it('of two boxes is the smallest box around both', () => {
    const joined = union(
      { x: 0, y: 0.5, width: 0.25, height: 0.25 },
      { x: 0.5, y: 0, width: 0.25, height: 0.25 },
    );
    expect(joined).toEqual({ x: 0, y: 0, width: 0.75, height: 0.75 });
  });

  it('of a polygon is the box around its corners', () => {
    const triangle: Polygon = [
      [0.5, 0.25],
      [0.75, 0.5],
      [0.25, 0.75],
    ];
    expect(boundsOf(triangle)).toEqual({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
  });
});
