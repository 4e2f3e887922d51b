// The input size for a crop: as large as possible, in steps of 32, and with no more pixels than the preferred size.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseInputSize } from './input-size.ts';

const preferred = { width: 512, height: 288 };

describe('chooseInputSize', () => {
  test.each([
    ['a wide crop takes the preferred size', 1920, 1080, 512, 288],
    ['a square crop takes a square of the same price', 700, 700, 384, 384],
    ['an upright crop takes an upright input', 360, 640, 288, 512],
    ['a single pixel takes a square', 1, 1, 384, 384],
    ['a very wide crop takes a strip', 1000, 10, 1536, 96],
  ])('%s', (_title, width, height, inputWidth, inputHeight) => {
    expect(chooseInputSize({ width, height }, preferred)).toEqual({
      width: inputWidth,
      height: inputHeight,
    });
  });

  test('never costs more than the preferred size', () => {
    const side = fc.integer({ min: 1, max: 8000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const size = chooseInputSize({ width, height }, preferred);
        expect(size.width * size.height).toBeLessThanOrEqual(preferred.width * preferred.height);
        expect([size.width % 32, size.height % 32]).toEqual([0, 0]);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(96);
      }),
    );
  });
});
