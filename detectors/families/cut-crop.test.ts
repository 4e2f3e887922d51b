// Crops of painted pictures: their pixels, their placement in the input, and the conversion of boxes back to the picture.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import { paint } from '../testing/pictures.ts';
import { boxOnPicture, cutCrop, pixelsOfCrop, placeCrop, type Fit } from './cut-crop.ts';

const whole: Box = { x: 0, y: 0, width: 1, height: 1 };
const stretch: Fit = { mode: 'stretch' };
const topLeft: Fit = { mode: 'letterbox', align: 'top-left', grey: 114 };
const centred: Fit = { mode: 'letterbox', align: 'centre', grey: 7 };
const red = [250, 0, 0] as const;

describe('pixelsOfCrop', () => {
  const picture = paint(200, 100);
  test.each<[string, Box, [number, number, number, number]]>([
    ['the whole picture', whole, [0, 0, 200, 100]],
    ['a quarter', { x: 0.5, y: 0.5, width: 0.5, height: 0.5 }, [100, 50, 100, 50]],
    ['an empty crop is one pixel', { x: 0.5, y: 0.5, width: 0, height: 0 }, [100, 50, 1, 1]],
    ['the last corner', { x: 1, y: 1, width: 0, height: 0 }, [199, 99, 1, 1]],
    ['a crop over the edge is cut', { x: 0.9, y: 0.9, width: 0.5, height: 0.5 }, [180, 90, 20, 10]],
  ])('%s', (_title, crop, [left, top, width, height]) => {
    expect(pixelsOfCrop(picture, crop)).toEqual({ left, top, width, height });
  });
});

describe('placeCrop', () => {
  const input = { width: 64, height: 64 };
  test.each<[string, Fit, [number, number, number, number]]>([
    ['stretched, it fills the input', stretch, [0, 0, 64, 64]],
    ['in a letterbox top left, it keeps its shape', topLeft, [0, 0, 64, 32]],
    ['in a letterbox in the middle, it keeps its shape', centred, [0, 16, 64, 32]],
  ])('%s', (_title, fit, [left, top, width, height]) => {
    const { target } = placeCrop(paint(200, 100), whole, { input, fit });
    expect(target).toEqual({ left, top, width, height });
  });
});

describe('cutCrop', () => {
  test('returns the picture itself when it needs no change', async () => {
    const picture = paint(64, 32);
    const { rgb } = await cutCrop(picture, whole, {
      input: { width: 64, height: 32 },
      fit: stretch,
    });
    expect(rgb).toBe(picture.rgb);
  });

  test('cuts out the crop', async () => {
    const picture = paint(64, 64, [{ left: 32, top: 32, width: 32, height: 32, colour: red }]);
    const crop = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };
    const { rgb } = await cutCrop(picture, crop, {
      input: { width: 32, height: 32 },
      fit: stretch,
    });
    expect(rgb).toHaveLength(32 * 32 * 3);
    expect(rgb.every((byte, at) => byte === red[at % 3])).toBe(true);
  });

  test.each([
    ['top left', topLeft, 114, 0],
    ['in the middle', centred, 7, 16],
  ] as const)('fills the rest with grey when it lies %s', async (_title, fit, grey, firstRow) => {
    const picture = paint(128, 64, [{ left: 0, top: 0, width: 128, height: 64, colour: red }]);
    const { rgb } = await cutCrop(picture, whole, { input: { width: 64, height: 64 }, fit });
    const rows = Array.from({ length: 64 }, (_, row) => rgb[row * 64 * 3]);
    const expected = rows.map((_, row) => (row >= firstRow && row < firstRow + 32 ? red[0] : grey));
    expect(rows).toEqual(expected);
  });
});

describe('boxOnPicture', () => {
  test('converts the whole target to the whole crop', () => {
    const crop = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
    const placement = placeCrop(paint(400, 400), crop, {
      input: { width: 64, height: 64 },
      fit: centred,
    });
    const { left, top, width, height } = placement.target;
    const box = boxOnPicture({ left, top, right: left + width, bottom: top + height }, placement);
    expect(box).toEqual(crop);
  });

  test('is null outside the picture', () => {
    const placement = placeCrop(paint(100, 100), whole, {
      input: { width: 64, height: 64 },
      fit: stretch,
    });
    expect(boxOnPicture({ left: -20, top: 0, right: -1, bottom: 9 }, placement)).toBeNull();
    expect(boxOnPicture({ left: 5, top: 5, right: 5, bottom: 5 }, placement)).toBeNull();
  });

  test('keeps any box inside the picture', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const pixel = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(
        share,
        share,
        share,
        share,
        pixel,
        pixel,
        pixel,
        pixel,
        (x, y, width, height, ...edges) => {
          const [left, top, right, bottom] = edges;
          const picture = paint(37, 23);
          for (const fit of [stretch, topLeft, centred]) {
            const placement = placeCrop(
              picture,
              { x, y, width, height },
              { input: { width: 64, height: 32 }, fit },
            );
            const box = boxOnPicture({ left, top, right, bottom }, placement);
            if (!box) continue;
            expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
            expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
            expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
