import { describe, expect, it } from 'vitest';
import { blend, type Spot } from './blend.ts';
import { createPlanes, planesOfRgba, type Planes } from './planes.ts';

const spot = (left: number, top: number, more: Partial<Spot> = {}): Spot => ({
  left,
  top,
  isMirrored: false,
  opacity: 1,
  ...more,
});

/** A frame of mid grey. */
function grey(width = 8, height = 8): Planes {
  const planes = createPlanes(width, height);
  planes.y.fill(100);
  planes.u.fill(128);
  planes.v.fill(128);
  return planes;
}

/** 4 x 2 white; its left half is `alpha` opaque, its right half fully. */
function sprite(alpha = 255) {
  const pixel = (column: number) => [255, 255, 255, column < 2 ? alpha : 255];
  return planesOfRgba(
    Uint8Array.from(Array.from({ length: 8 }, (_, index) => pixel(index % 4)).flat()),
    4,
    2,
  );
}

const row = ({ y, width }: Planes, index: number) => [
  ...y.subarray(index * width, (index + 1) * width),
];

describe('blend', () => {
  it('covers what is below where it is opaque, and leaves the rest', () => {
    const frame = grey();
    blend(frame, sprite(), spot(2, 4));
    expect(row(frame, 3)).toEqual(Array(8).fill(100));
    expect(row(frame, 4)).toEqual([100, 100, 235, 235, 235, 235, 100, 100]);
    expect(row(frame, 5)).toEqual([100, 100, 235, 235, 235, 235, 100, 100]);
    expect(row(frame, 6)).toEqual(Array(8).fill(100));
  });

  it('mixes by the opacity of its pixels', () => {
    const frame = grey();
    blend(frame, sprite(128), spot(0, 0));
    expect(row(frame, 0).slice(0, 4)).toEqual([168, 168, 235, 235]);
  });

  it('mixes by the opacity of the whole', () => {
    const frame = grey();
    blend(frame, sprite(), spot(0, 0, { opacity: 0.5 }));
    expect(Math.abs(frame.y[0]! - 167.5)).toBeLessThanOrEqual(1);
    blend(frame, sprite(), spot(4, 0, { opacity: 0 }));
    expect(frame.y[4]).toBe(100);
  });

  it('swaps left and right when mirrored', () => {
    const frame = grey();
    blend(frame, sprite(0), spot(2, 0, { isMirrored: true }));
    expect(row(frame, 0)).toEqual([100, 100, 235, 235, 100, 100, 100, 100]);
  });

  it.each([
    ['beyond the left edge', -2, 0, [235, 235, 100]],
    ['beyond the right edge', 6, 0, [100, 100, 100]],
    ['far outside', 40, 40, [100, 100, 100]],
    ['far above', 0, -9, [100, 100, 100]],
  ])('cuts off what lies %s', (_, left, top, start) => {
    const frame = grey();
    blend(frame, sprite(), spot(left, top));
    expect(row(frame, 0).slice(0, 3)).toEqual(start);
    expect(row(frame, 0).slice(6)).toEqual(left === 6 ? [235, 235] : [100, 100]);
    expect(row(frame, 2)).toEqual(Array(8).fill(100));
  });

  it('cuts a mirrored sprite at the left edge on its own right side', () => {
    const frame = grey();
    blend(frame, sprite(0), spot(-1, 0, { isMirrored: true }));
    expect(row(frame, 0).slice(0, 3)).toEqual([235, 100, 100]);
  });
});
