// The change of light between two pictures, as an offset of log luma per tile, independent of objects.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf, withLight, withThings } from '../testing/paint-picture.ts';
import { evenPlanes, mapLuma } from '../testing/planes.ts';
import { estimateLight, inLight, lightShift, withoutLight, type Light } from './light.ts';

const street = paintStreet();
const background = planesOf(street);

/** The shift of each pixel of the background by the light. */
function shifts(light: Light): Float32Array {
  return background.luma.map((luma, pixel) => inLight(light, pixel, luma) - luma);
}

/** Mean offset over a square part of the picture, in pixels. */
function meanOffset(offsets: Float32Array, left: number, top: number, side = 12): number {
  let sum = 0;
  for (let y = top; y < top + side; y++)
    for (let x = left; x < left + side; x++) sum += offsets[y * background.width + x]!;
  return sum / side ** 2;
}

describe('estimateLight', () => {
  it('finds none between equal pictures', () => {
    const light = estimateLight(background, background);
    for (const plane of [shifts(light), light.offsets, light.red, light.blue])
      expect([...plane].every((offset) => offset === 0)).toBe(true);
  });

  it.each([-1.2, -0.4, 0.3, 0.9])('finds a step of %d of the whole picture', (step) => {
    const now = mapLuma(background, (luma) => luma + step);
    for (const shift of shifts(estimateLight(now, background))) expect(shift).toBeCloseTo(step, 2);
  });

  it('finds a dark corner, without a change in the other corner', () => {
    const dark = planesOf(withLight(street, (x, y) => (x < 0.4 && y < 0.6 ? 0.5 : 1)));
    const offsets = shifts(estimateLight(dark, background));
    expect(meanOffset(offsets, 10, 10)).toBeLessThan(-0.7);
    expect(Math.abs(meanOffset(offsets, 130, 60))).toBeLessThan(0.06);
  });

  it('is smooth between tiles', () => {
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
    const offsets = shifts(estimateLight(now, background));
    expect(Math.abs(meanOffset(offsets, 10, 10))).toBeLessThan(0.05);
    expect(Math.abs(meanOffset(offsets, 76, 46))).toBeLessThan(0.5);
  });

  it('finds the light at an object from its surroundings', () => {
    const box = { x: 0.42, y: 0.42, width: 0.15, height: 0.3 };
    const now = planesOf(withLight(withThings(street, [{ box, colour: [30, 30, 35] }]), () => 0.6));
    const offsets = shifts(estimateLight(now, background));
    expect(Math.abs(meanOffset(offsets, 74, 42) - Math.log2(0.62))).toBeLessThan(0.2);
  });

  it('finds a change of contrast, for every grey', () => {
    const now = mapLuma(background, (luma) => 7.2 + 0.6 * (luma - 7));
    const found = shifts(estimateLight(now, background));
    const errors = found.map((shift, pixel) =>
      Math.abs(background.luma[pixel]! + shift - now.luma[pixel]!),
    );
    expect(errors.toSorted().at(Math.floor(0.9 * errors.length))).toBeLessThan(0.1);
  });

  it('finds a tint of the light, and removes it', () => {
    const now = { ...background, red: background.red.map((value) => value + 0.15) };
    const light = estimateLight(now, background);
    for (const tint of light.red) expect(tint).toBeCloseTo(0.15, 4);
    for (const tint of light.blue) expect(tint).toBeCloseTo(0, 4);
  });

  it('converts to the present light and back without a change', () => {
    const now = mapLuma(background, (luma, x) => 6.8 + 0.7 * (luma - 7) - (x < 60 ? 0.3 : 0));
    const light = estimateLight(now, background);
    for (const luma of [5.5, 6.6, 7.4])
      for (const pixel of [0, 5000, 14_000])
        expect(withoutLight(light, pixel, inLight(light, pixel, luma))).toBeCloseTo(luma, 1);
  });

  it('accepts a picture smaller than a tile, and one without structure', () => {
    for (const [width, height] of [
      [6, 4],
      [64, 32],
    ] as const) {
      const light = estimateLight(
        evenPlanes(width, height, { luma: 6.8 }),
        evenPlanes(width, height),
      );
      expect(inLight(light, 0, 7)).toBeCloseTo(6.8, 2);
    }
  });
});

describe('lightShift', () => {
  it.each([-1.2, -0.3, 0, 0.3, 0.9])('is the change of the whole picture: %d', (step) => {
    const now = mapLuma(background, (luma) => luma + step);
    expect(lightShift(estimateLight(now, background), background)).toBeCloseTo(Math.abs(step), 2);
  });

  it('ignores a dark corner', () => {
    const dark = planesOf(withLight(street, (x, y) => (x < 0.4 && y < 0.4 ? 0.5 : 1)));
    expect(lightShift(estimateLight(dark, background), background)).toBeLessThan(0.05);
  });

  it('ignores an object', () => {
    const box = { x: 0.4, y: 0.4, width: 0.25, height: 0.4 };
    const now = planesOf(withThings(street, [{ box, colour: [30, 30, 35] }]));
    expect(lightShift(estimateLight(now, background), background)).toBeLessThan(0.05);
  });
});
