// Sprites as pixels, drawn once per size.
import { describe, expect, it } from 'vitest';
import type { Sprite } from '../../sprites/sprite.ts';
import { createRasterSheet, linearOf } from './sprite-raster.ts';

/** One metre wide and two high; the left half is white, the right half is empty. */
const half: Sprite = {
  key: 'half',
  extent: { left: -50, top: -200, right: 50, bottom: 0 },
  svg: '<rect x="-50" y="-200" width="50" height="200" fill="#fff"/>',
};

describe('linear light', () => {
  it.each([
    [0, 0],
    [255, 1],
    [128, (128 / 255) ** 2.2],
  ])('of grey level %i is %f', (level, expected) => {
    expect(linearOf[level]).toBeCloseTo(expected, 6);
  });
});

describe('a sheet of rasters', () => {
  it('draws a sprite in pixels per metre, with its colour and opacity', async () => {
    const { width, height, colour, alpha } = await createRasterSheet().get(half, 40);
    expect(width).toBeGreaterThan(38);
    expect(width).toBeLessThan(42);
    expect(height / width).toBeCloseTo(2, 1);
    const middle = Math.floor(height / 2) * width;
    const left = middle + Math.floor(width / 4);
    const right = middle + Math.floor((width * 3) / 4);
    expect([...colour.subarray(left * 3, left * 3 + 3)]).toEqual([1, 1, 1]);
    expect([alpha[left], alpha[right]]).toEqual([1, 0]);
  });

  it('is at least two pixels in each direction, however far the object is', async () => {
    const { width, height } = await createRasterSheet().get(half, 0.1);
    expect([width, height]).toEqual([2, 2]);
  });

  it.each([
    { what: 'once for sizes that differ by less than 3 %', other: half, metre: 40.4, isSame: true },
    { what: 'again for a larger size', other: half, metre: 48, isSame: false },
    { what: 'again for another key', other: { ...half, key: 'other' }, metre: 40, isSame: false },
  ])('draws $what', async ({ other, metre, isSame }) => {
    const sheet = createRasterSheet();
    const first = await sheet.get(half, 40);
    expect((await sheet.get(other, metre)) === first).toBe(isSame);
  });
});
