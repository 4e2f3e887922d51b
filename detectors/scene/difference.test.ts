// The difference of a cell: below 1 for the same content, also with other light, noise, or a shift of one pixel.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf, shifted, withNoise, withThings } from '../testing/paint-picture.ts';
import { evenLight, evenPlanes, mapLuma, withCells } from '../testing/planes.ts';
import { cellDifference, toleranceFor } from './difference.ts';
import { createGrain, type Grain } from './grain.ts';
import type { Planes } from './planes.ts';

const street = paintStreet();
const remembered = planesOf(street);

interface Setting {
  offset?: number;
  noise?: number;
  grain?: Grain;
  tolerance?: number;
}

/** Scores of all cells, rows from the top. */
function differences(now: Planes, remembered: Planes, setting: Setting = {}) {
  const { offset = 0, noise = 0.02, grain = createGrain() } = setting;
  const cells = (now.width >> 1) * (now.height >> 1);
  const comparison = {
    now,
    remembered,
    light: evenLight(now, { offset }),
    grain,
    noise: new Float32Array(now.luma.length).fill(noise),
    colourNoise: new Float32Array(cells).fill(noise),
    tolerance: setting.tolerance ?? toleranceFor(remembered),
  };
  return Array.from({ length: cells }, (_, cell) => cellDifference(comparison, cell));
}

function shareAbove(scores: readonly number[]): number {
  return scores.filter((score) => score >= 1).length / scores.length;
}

describe('cellDifference', () => {
  it('is 0 for the same picture', () => {
    expect(Math.max(...differences(remembered, remembered))).toBe(0);
    expect(Math.max(...differences(remembered, remembered, { offset: 0 }))).toBe(0);
  });

  it('of a picture without cells has no scores', () => {
    expect(differences(evenPlanes(0, 0), evenPlanes(0, 0))).toEqual([]);
  });

  it('is 0 for the same picture in another light, once the light is known', () => {
    const dim = mapLuma(remembered, (luma) => luma - 0.7);
    expect(shareAbove(differences(dim, remembered))).toBeGreaterThan(0.5);
    expect(Math.max(...differences(dim, remembered, { offset: -0.7 }))).toBeLessThan(0.01);
  });

  it.each([
    [1, 0],
    [0, 1],
    [-1, -1],
  ])('forgives a shift by one pixel (%i, %i) but at the sharpest edges', (right, down) => {
    const scores = differences(planesOf(shifted(street, right, down)), remembered);
    expect(shareAbove(scores)).toBeLessThan(0.04);
  });

  it('is high for a shift by several pixels', () => {
    const scores = differences(planesOf(shifted(street, 5, 4)), remembered);
    expect(shareAbove(scores)).toBeGreaterThan(0.1);
  });

  it('is high for an object that differs in luma or only in colour', () => {
    const box = { x: 0.5, y: 0.5, width: 0.2, height: 0.3 };
    for (const colour of [
      [30, 30, 30],
      [240, 240, 240],
      [190, 70, 60],
    ] as const) {
      const scores = differences(planesOf(withThings(street, [{ box, colour }])), remembered);
      const inside = scores.filter((_, cell) => {
        const column = cell % 80;
        const row = Math.floor(cell / 80);
        return column > 41 && column < 54 && row > 23 && row < 34;
      });
      expect(shareAbove(inside), colour.join()).toBeGreaterThan(0.9);
    }
    const grey = evenPlanes(8, 8);
    const tinted = withCells(grey, [5], { red: 0.35 });
    expect(differences(tinted, grey)[5]).toBeGreaterThan(1);
  });

  it('tolerates noise, and more at a noisy place', () => {
    const noisy = planesOf(withNoise(street, 8, 3));
    expect(shareAbove(differences(noisy, remembered))).toBeLessThan(0.01);
    const wild = mapLuma(remembered, (luma) => luma + 0.75);
    const [quiet, used] = [0.02, 0.3].map((noise) => differences(wild, remembered, { noise }));
    expect(shareAbove(used!)).toBeLessThan(shareAbove(quiet!));
  });

  it('is the same at the edge of the picture as in its middle', () => {
    const grey = evenPlanes(8, 8);
    const scores = differences(evenPlanes(8, 8, { luma: 6 }), grey);
    expect(new Set(scores).size).toBe(1);
    expect(scores[0]).toBeGreaterThan(1);
  });

  it('changes only the cell that changed', () => {
    const grey = evenPlanes(8, 8);
    const scores = differences(withCells(grey, [6], { luma: 4 }), grey);
    expect(scores.flatMap((score, cell) => (score > 0 ? [cell] : []))).toEqual([6]);
  });

  it('is limited, so that a single pixel never makes a cell differ', () => {
    const grey = evenPlanes(4, 4);
    const speck = mapLuma(grey, (luma, x, y) => (x === 0 && y === 0 ? 3 : luma));
    expect(differences(speck, grey)[0]).toBeLessThanOrEqual(1);
    expect(Math.max(...differences(evenPlanes(4, 4, { luma: 0 }), grey))).toBeLessThanOrEqual(4);
  });

  it('tolerates the noise of the picture at this luma, for any former content', () => {
    const wall = evenPlanes(8, 8);
    const grainy = mapLuma(wall, (luma, x, y) => luma + ((x + y) % 2 === 0 ? 0.4 : -0.4));
    const grain = createGrain();
    expect(Math.min(...differences(grainy, wall, { grain }))).toBeGreaterThan(1);
    grain.luma.fill(0.2);
    grain.colour.fill(0.2);
    expect(Math.max(...differences(grainy, wall, { grain }))).toBeLessThan(1);
  });

  it('has a lower tolerance in a scene of low contrast', () => {
    const dull = evenPlanes(8, 8);
    const shade = evenPlanes(8, 8, { luma: 6.7 });
    expect(toleranceFor(dull)).toBeLessThan(toleranceFor(remembered));
    expect(differences(shade, dull)[0]).toBeGreaterThan(1);
    expect(differences(shade, dull, { tolerance: toleranceFor(remembered) })[0]).toBeLessThan(1);
  });
});

describe('toleranceFor', () => {
  it('stays between a share of its usual value and that value', () => {
    const plain = toleranceFor(evenPlanes(8, 8));
    const usual = toleranceFor(mapLuma(evenPlanes(8, 8), (luma, x) => luma - (x % 2) * 3));
    expect(plain / usual).toBeCloseTo(0.6, 5);
    expect(toleranceFor(evenPlanes(0, 0))).toBe(plain);
  });
});
