import { describe, expect, it } from 'vitest';
import { createPlanes, planesOfRgba } from './planes.ts';

const filled = (width: number, height: number, pixel: readonly number[]) =>
  Uint8Array.from({ length: width * height * 4 }, (_, index) => pixel[index % 4] ?? 0);

describe('createPlanes', () => {
  it('lays the planes one after another in one buffer', () => {
    const buffer = new Uint8Array(24);
    const planes = createPlanes(4, 4, buffer);
    planes.y.fill(1);
    planes.u.fill(2);
    planes.v.fill(3);
    expect([...buffer]).toEqual([
      ...Array<number>(16).fill(1),
      ...Array<number>(4).fill(2),
      ...Array<number>(4).fill(3),
    ]);
  });

  it('can be empty', () => {
    expect(createPlanes(0, 0).y.length).toBe(0);
  });
});

describe('planesOfRgba', () => {
  it.each([
    ['black', [0, 0, 0, 255], [16, 128, 128]],
    ['white', [255, 255, 255, 255], [235, 128, 128]],
    ['red', [255, 0, 0, 255], [81, 90, 240]],
    ['green', [0, 255, 0, 255], [145, 54, 34]],
    ['blue', [0, 0, 255, 255], [41, 240, 110]],
  ] as const)('turns %s into its BT.601 value', (_, pixel, [y, u, v]) => {
    const planes = planesOfRgba(filled(2, 2, pixel), 2, 2);
    expect(Math.abs(planes.y[0]! - y)).toBeLessThanOrEqual(1);
    expect(Math.abs(planes.u[0]! - u)).toBeLessThanOrEqual(1);
    expect(Math.abs(planes.v[0]! - v)).toBeLessThanOrEqual(1);
    expect(planes.alpha[0]).toBe(255);
    expect(planes.halfAlpha[0]).toBe(255);
  });

  it('takes the colour of a block from its opaque pixels only', () => {
    const rgba = filled(2, 2, [0, 255, 0, 0]);
    rgba.set([255, 0, 0, 255], 0);
    const planes = planesOfRgba(rgba, 2, 2);
    expect(Math.abs(planes.v[0]! - 240)).toBeLessThanOrEqual(1);
    expect(planes.halfAlpha[0]).toBe(64);
  });

  it('gives neutral colour for transparent blocks', () => {
    const planes = planesOfRgba(filled(4, 2, [200, 10, 10, 0]), 4, 2);
    expect([...planes.u, ...planes.v]).toEqual([128, 128, 128, 128]);
    expect(Math.max(...planes.alpha)).toBe(0);
  });
});
