// Texture and grain of a group of cells.
import { describe, expect, it } from 'vitest';
import { evenPlanes, mapLuma } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import { grainOf, roughnessOf } from './roughness.ts';

const size = 40;
const cells = [...Array.from({ length: (size / 2) ** 2 }).keys()];
const all = new Float64Array(cells.length).fill(1);
const even = evenPlanes(size, size, { luma: 6 });

describe('roughnessOf', () => {
  it.each([
    ['an even surface has none', even, 0],
    [
      'a board of squares has their step',
      mapLuma(even, (luma, x, y) => luma + 0.3 * (((x >> 1) + (y >> 1)) % 2)),
      0.3,
    ],
    ['stripes have half of it', mapLuma(even, (luma, x) => luma + 0.3 * ((x >> 1) % 2)), 0.15],
  ])('%s', (_, planes, expected) => {
    expect(roughnessOf(cells, planes, all)).toBeCloseTo(expected, 1);
  });

  it('counts only cells that hold something', () => {
    expect(roughnessOf(cells, even, new Float64Array(cells.length))).toBe(0);
    expect(roughnessOf([], even, all)).toBe(0);
  });
});

describe('grainOf', () => {
  it('is the roughness that noise gives an even surface', () => {
    const memory = createCellMemory(even);
    const deviation = 0.1;
    memory.noise.fill(deviation * Math.sqrt(2 / Math.PI));
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const noisy = mapLuma(even, (luma) => luma + deviation * normal());
    const grain = grainOf(cells, memory);
    expect(roughnessOf(cells, noisy, all) / grain).toBeGreaterThan(0.85);
    expect(roughnessOf(cells, noisy, all) / grain).toBeLessThan(1.15);
  });
});
