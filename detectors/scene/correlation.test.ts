// Correlation of patches: 1 for the same content in any light, low for other content, 0 without structure.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf, shifted } from '../testing/paint-picture.ts';
import { evenPlanes, mapLuma } from '../testing/planes.ts';
import { correlateLuma } from './correlation.ts';

const street = paintStreet();
const before = planesOf(street);
const patch = { left: 40, top: 20, right: 72, bottom: 52 };

describe('correlateLuma', () => {
  it('is 1 for the same picture, also when it is darker or has less contrast', () => {
    expect(correlateLuma(before, before, patch).value).toBeCloseTo(1, 6);
    const dim = mapLuma(before, (luma) => 0.5 * luma - 1);
    expect(correlateLuma(dim, before, patch).value).toBeCloseTo(1, 4);
  });

  it('is -1 for the negative', () => {
    expect(
      correlateLuma(
        mapLuma(before, (luma) => -luma),
        before,
        patch,
      ).value,
    ).toBeCloseTo(-1, 6);
  });

  it('is small for another picture', () => {
    const elsewhere = planesOf(paintStreet(undefined, 42));
    const noGrid = mapLuma(elsewhere, (luma, x) => luma + Math.sin(x));
    expect(Math.abs(correlateLuma(noGrid, before, patch).value)).toBeLessThan(0.5);
  });

  it('is high at the shift of the picture', () => {
    const moved = planesOf(shifted(street, 6, -4));
    const there = correlateLuma(moved, before, { ...patch, shift: { x: 6, y: -4 } });
    expect(there.value).toBeCloseTo(1, 6);
    expect(correlateLuma(moved, before, patch).value).toBeLessThan(0.5);
  });

  it('is nearly the same with every third pixel', () => {
    const tinted = mapLuma(before, (luma, x, y) => luma + 0.2 * Math.sin(x * y));
    const whole = { left: 0, top: 0, right: 160, bottom: 88 };
    const all = correlateLuma(tinted, before, whole).value;
    expect(correlateLuma(tinted, before, { ...whole, every: 3 }).value).toBeCloseTo(all, 1);
  });

  it('is 0 when one of the two is plain, and returns the spread', () => {
    const plain = evenPlanes(160, 88);
    expect(correlateLuma(before, plain, patch)).toEqual({ value: 0, spread: 0 });
    const covered = correlateLuma(plain, before, patch);
    expect(covered.value).toBe(0);
    expect(covered.spread).toBeGreaterThan(0.05);
  });

  it('of an empty patch is 0', () => {
    expect(correlateLuma(before, before, { ...patch, right: 40 })).toEqual({ value: 0, spread: 0 });
  });
});
