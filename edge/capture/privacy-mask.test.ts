// Converts masks to boxes: the boxes cover the whole polygon and little beyond it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside, type Polygon } from '../../contracts/index.ts';
import { maskBoxes, maskFilters, type MaskBox } from './privacy-mask.ts';

const rectangle: Polygon = [
  [0.1, 0.2],
  [0.6, 0.2],
  [0.6, 0.7],
  [0.1, 0.7],
];
/** A shape with two legs; the part between them is not masked. */
const arch: Polygon = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.9, 0.9],
  [0.7, 0.9],
  [0.7, 0.5],
  [0.3, 0.5],
  [0.3, 0.9],
  [0.1, 0.9],
];

function isCovered(boxes: readonly MaskBox[], x: number, y: number): boolean {
  return boxes.some(
    ({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  );
}

describe('maskBoxes', () => {
  it('needs no box for no masks', () => {
    expect(maskBoxes([])).toEqual([]);
    expect(maskFilters([])).toEqual([]);
  });

  it('needs one box for a rectangle', () => {
    const [box, ...rest] = maskBoxes([rectangle]);
    expect(rest).toEqual([]);
    expect(box).toMatchObject({ left: 0.1, right: 0.6 });
    expect(box?.top).toBeCloseTo(0.2, 2);
    expect(box?.bottom).toBeCloseTo(0.7, 2);
  });

  it('covers the whole picture when the mask does', () => {
    const whole: Polygon = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    expect(maskBoxes([whole])).toEqual([{ left: 0, top: 0, right: 1, bottom: 1 }]);
  });

  it('leaves out the part between the legs of an arch', () => {
    const boxes = maskBoxes([arch]);
    expect(isCovered(boxes, 0.5, 0.3)).toBe(true);
    expect(isCovered(boxes, 0.2, 0.8)).toBe(true);
    expect(isCovered(boxes, 0.5, 0.8)).toBe(false);
  });

  it('finds a spike that lies within one strip', () => {
    const needle: Polygon = [
      [0.5, 0.5005],
      [0.9, 0.5007],
      [0.5, 0.5009],
    ];
    expect(isCovered(maskBoxes([needle]), 0.6, 0.5007)).toBe(true);
  });

  it('covers every polygon in full, and little beyond it', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const radius = fc.double({ min: 0.02, max: 0.5, noNaN: true });
    const polygons = fc.array(radius, { minLength: 3, maxLength: 9 }).map((radii) =>
      radii.map((length, index): [number, number] => {
        const angle = (2 * Math.PI * index) / radii.length;
        return [0.5 + length * Math.cos(angle), 0.5 + length * Math.sin(angle)];
      }),
    );
    fc.assert(
      fc.property(
        polygons,
        fc.array(fc.tuple(share, share), { minLength: 20, maxLength: 20 }),
        (mask, points) => {
          const boxes = maskBoxes([mask]);
          for (const [x, y] of [...points, ...mask])
            if (isInside(mask, x, y)) expect(isCovered(boxes, x, y)).toBe(true);
          for (const { left, top, right, bottom } of boxes) {
            const strip = Array.from(
              { length: 41 },
              (_, index) => top + ((bottom - top) * index) / 40,
            );
            const touched = strip.some((y) => isInside(mask, (left + right) / 2, y));
            expect(touched || right - left < 0.02 || bottom - top < 0.003).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("stays within ffmpeg's command line limit for any number of corners", () => {
    const star: Polygon = Array.from({ length: 200 }, (_, index) => {
      const angle = (2 * Math.PI * index) / 200;
      const radius = index % 2 === 0 ? 0.49 : 0.2;
      return [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)];
    });
    const masks = Array.from({ length: 20 }, () => star);
    expect(maskFilters(masks).join(',').length).toBeLessThan(128 * 1024);
    expect(isCovered(maskBoxes(masks), 0.985, 0.5)).toBe(true);
  });
});

describe('maskFilters', () => {
  it('rounds outwards at any picture size', () => {
    expect(maskFilters([rectangle])).toHaveLength(1);
    expect(maskFilters([rectangle])[0]).toMatch(
      /^drawbox=x='floor\(iw\*0\.1\)':y='floor\(ih\*0\.2\)':w='ceil\(iw\*0\.6\)-floor\(iw\*0\.1\)':h='ceil\(ih\*0\.7\d*\)-floor\(ih\*0\.2\)':color=black:t=fill$/,
    );
  });
});
