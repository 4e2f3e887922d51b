// Planes: size, conversion from RGB, the effect of light, and medians.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf, plain, withLight, withThings } from '../testing/paint-picture.ts';
import { evenPlanes } from '../testing/planes.ts';
import { createPlanes, medianPlanes, planeSize, splitPlanes, toPlanes } from './planes.ts';

describe('planeSize', () => {
  it.each([
    ['16:9', 1920, 1080],
    ['4:3', 640, 480],
    ['upright', 480, 640],
    ['very wide', 2560, 320],
    ['square', 500, 500],
  ])(
    'keeps the shape of a %s picture with even sides and about 27 thousand pixels',
    (_, width, height) => {
      const size = planeSize({ width, height });
      expect(size.width % 2).toBe(0);
      expect(size.height % 2).toBe(0);
      expect(size.width / size.height / (width / height)).toBeCloseTo(1, 1);
      expect(Math.abs(size.width * size.height - 27_648)).toBeLessThan(700);
    },
  );

  it('has at least one cell', () => {
    expect(planeSize({ width: 100_000, height: 1 })).toMatchObject({ height: 2 });
  });
});

/** One cell of one colour. */
function cellOf(rgb: readonly number[]) {
  return splitPlanes(Uint8Array.from([...rgb, ...rgb, ...rgb, ...rgb]), 2, 2);
}

describe('splitPlanes', () => {
  it('is empty for an empty picture', () => {
    expect(splitPlanes(new Uint8Array(), 0, 0).luma).toHaveLength(0);
  });

  it.each([
    ['black', [0, 0, 0], 3],
    ['white', [255, 255, 255], Math.log2(263)],
    ['grey', [120, 120, 120], 7],
  ])('puts %s at its log luma without colour', (_, rgb, luma) => {
    const planes = cellOf(rgb);
    expect([...planes.luma]).toEqual(Array(4).fill(planes.luma[0]));
    expect(planes.luma[0]).toBeCloseTo(luma, 4);
    expect(planes.red[0]).toBeCloseTo(0, 4);
    expect(planes.blue[0]).toBeCloseTo(0, 4);
  });

  it('stores each chroma ratio in its own plane', () => {
    const red = cellOf([200, 50, 50]);
    expect(red.red[0]).toBeGreaterThan(0.5);
    expect(red.blue[0]).toBeLessThan(-0.2);
    const blue = cellOf([50, 50, 200]);
    expect(blue.blue[0]).toBeGreaterThan(0.5);
    expect(blue.red[0]).toBeLessThan(0);
  });

  it('stores the mean colour of 2×2 pixels in their cell', () => {
    const rgb = [255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0];
    const half = splitPlanes(Uint8Array.from(rgb), 2, 2);
    expect([half.red.length, half.blue.length]).toEqual([1, 1]);
    expect(half.red[0]).toBeCloseTo(cellOf([128, 0, 0]).red[0]!, 1);
    expect(half.luma[0]).toBe(half.luma[2]);
    expect(half.luma[1]).toBe(3);
  });

  it('changes with the light by one offset of luma, and not in chroma', () => {
    const street = withThings(paintStreet(), [
      { box: { x: 0.2, y: 0.3, width: 0.4, height: 0.4 }, colour: [180, 120, 90] },
    ]);
    const bright = planesOf(street);
    const dim = planesOf(withLight(street, () => 0.6));
    // Leave out deep shadow: below Y = 32 the added 8 bends the curve.
    const lit = [...bright.luma.keys()].filter((pixel) => bright.luma[pixel]! > Math.log2(60));
    expect(lit.length).toBeGreaterThan(0.9 * bright.luma.length);
    const most = (changes: readonly number[]) => Math.max(...changes.map(Math.abs));
    const luma = lit.map((pixel) => dim.luma[pixel]! - bright.luma[pixel]! - Math.log2(0.64));
    expect(most(luma)).toBeLessThan(0.1);
    for (const plane of ['red', 'blue'] as const)
      expect(most([...dim[plane].map((value, cell) => value - bright[plane][cell]!)])).toBeLessThan(
        0.08,
      );
  });
});

describe('toPlanes', () => {
  it('reduces a frame by area averaging', async () => {
    const size = { width: 1280, height: 720 };
    const stripes = { ...size, rgb: new Uint8Array(size.width * size.height * 3) };
    for (let byte = 0; byte < stripes.rgb.length; byte++)
      stripes.rgb[byte] = Math.floor(byte / 3) % 2 === 0 ? 40 : 200;
    const planes = await toPlanes(stripes);
    expect(planes).toMatchObject(planeSize(stripes));
    const farthest = Math.max(...planes.luma.map((value) => Math.abs(value - 7)));
    expect(farthest).toBeLessThan(0.3);
  });

  it('enlarges a smaller frame', async () => {
    expect(await toPlanes(plain({ width: 64, height: 36 }))).toMatchObject({
      width: 222,
      height: 124,
    });
  });
});

describe('medianPlanes', () => {
  it('excludes content of one picture in three', () => {
    const street = paintStreet();
    const walker = (x: number) =>
      withThings(street, [{ box: { x, y: 0.4, width: 0.1, height: 0.4 }, colour: [20, 20, 60] }]);
    const median = medianPlanes([walker(0.1), walker(0.4), walker(0.7)].map(planesOf));
    expect(median).toEqual(planesOf(street));
  });

  it('of one picture is that picture', () => {
    const planes = planesOf(paintStreet());
    expect(medianPlanes([planes])).toEqual(planes);
  });

  it('of two pictures is one of both values, not their mean', () => {
    const dark = evenPlanes(2, 2, { luma: 5 });
    const light = evenPlanes(2, 2, { luma: 8 });
    expect(medianPlanes([light, dark]).luma[0]).toBe(5);
  });

  it('of no pictures is refused', () => {
    expect(() => medianPlanes([])).toThrow('expected at least one picture, got none');
  });
});

describe('createPlanes', () => {
  it('creates luma per pixel and chroma per cell, all zero', () => {
    const { luma, red, blue } = createPlanes(4, 2);
    expect([luma, red, blue].map((plane) => plane.length)).toEqual([8, 2, 2]);
    expect([...luma, ...red, ...blue].every((value) => value === 0)).toBe(true);
  });
});
