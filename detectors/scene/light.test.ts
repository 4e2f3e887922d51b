// Light between two pictures: found as an offset of log luma, tile by tile, whatever stands in the picture.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf, withLight, withThings } from '../testing/paint-picture.ts';
import { evenPlanes, mapLuma } from '../testing/planes.ts';
import { estimateLight } from './light.ts';

const street = paintStreet();
const background = planesOf(street);

/** Mean offset over a part of the picture, all in pixels. */
function meanOffset(offsets: Float32Array, left: number, top: number, side = 12): number {
  let sum = 0;
  for (let y = top; y < top + side; y++)
    for (let x = left; x < left + side; x++) sum += offsets[y * background.width + x]!;
  return sum / side ** 2;
}

describe('estimateLight', () => {
  it('finds none between equal pictures', () => {
    const light = estimateLight(background, background);
    expect(light.overall).toBe(0);
    expect([...light.offsets].every((offset) => offset === 0)).toBe(true);
  });

  it.each([-1.2, -0.4, 0.3, 0.9])(
    'finds a step of %d over the whole picture, everywhere',
    (step) => {
      const { offsets, overall } = estimateLight(
        mapLuma(background, (luma) => luma + step),
        background,
      );
      expect(overall).toBeCloseTo(step, 4);
      for (const offset of offsets) expect(offset).toBeCloseTo(step, 4);
    },
  );

  it('finds a corner that lies in the dark, and leaves the other corner alone', () => {
    const dark = planesOf(withLight(street, (x, y) => (x < 0.4 && y < 0.6 ? 0.5 : 1)));
    const { offsets, overall } = estimateLight(dark, background);
    expect(meanOffset(offsets, 10, 10)).toBeLessThan(-0.75);
    expect(Math.abs(meanOffset(offsets, 130, 60))).toBeLessThan(0.05);
    expect(Math.abs(overall)).toBeLessThan(0.05);
  });

  it('is smooth: between two tiles it never jumps', () => {
    const dark = mapLuma(background, (luma, x) => luma - (x < 80 ? 1 : 0));
    const { offsets } = estimateLight(dark, background);
    const { width } = background;
    const steps = [...offsets].map((offset, pixel) =>
      pixel % width === 0 ? 0 : Math.abs(offset - offsets[pixel - 1]!),
    );
    expect(Math.max(...steps)).toBeLessThan(0.12);
  });

  it.each([
    ['darker', [30, 30, 35]],
    ['brighter', [245, 245, 240]],
  ] as const)('does not take a %s thing that fills some tiles for light', (_, colour) => {
    const box = { x: 0.4, y: 0.4, width: 0.25, height: 0.4 };
    const now = planesOf(withThings(street, [{ box, colour }]));
    const { offsets, overall } = estimateLight(now, background);
    expect(Math.abs(overall)).toBeLessThan(0.05);
    expect(Math.abs(meanOffset(offsets, 76, 46))).toBeLessThan(0.5);
  });

  it('sees through a thing to the step of the light around it', () => {
    const box = { x: 0.42, y: 0.42, width: 0.15, height: 0.3 };
    const now = planesOf(withLight(withThings(street, [{ box, colour: [30, 30, 35] }]), () => 0.6));
    const { offsets } = estimateLight(now, background);
    expect(Math.abs(meanOffset(offsets, 74, 42) - Math.log2(0.62))).toBeLessThan(0.2);
  });

  it('has an answer for a picture smaller than a tile and for one without structure', () => {
    const [plain, darker] = [evenPlanes(6, 4), evenPlanes(6, 4, { luma: 6.8 })];
    expect(estimateLight(darker, plain).overall).toBeCloseTo(-0.2, 4);
    expect(
      estimateLight(evenPlanes(64, 32, { luma: 6.8 }), evenPlanes(64, 32)).overall,
    ).toBeCloseTo(-0.2, 4);
  });
});
