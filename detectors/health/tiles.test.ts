// Textured tiles and their similarity at displacements: independent of light, and undefined outside the picture.
import { describe, expect, it } from 'vitest';
import { paintStreet, plain, planesOf, shifted, withLight } from '../testing/paint-picture.ts';
import { similarityTable, texturedTiles, tileSide } from './tiles.ts';

const street = paintStreet();
const tiles = texturedTiles(planesOf(street));
const still = { x: 0, y: 0 };

describe('texturedTiles', () => {
  it('are the complete tiles of a textured picture, with positions from its middle', () => {
    expect(tiles.length).toBeGreaterThan(20);
    for (const { left, top, x, y } of tiles) {
      expect(x + street.width / 2).toBe(left + tileSide / 2);
      expect(y + street.height / 2).toBe(top + tileSide / 2);
      expect(left + tileSide).toBeLessThanOrEqual(street.width);
    }
  });

  it('have samples with mean 0 and length 1', () => {
    for (const { samples } of tiles) {
      expect(samples.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 3);
      expect(samples.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 3);
    }
  });

  it('do not occur in a plain or empty picture', () => {
    expect(texturedTiles(planesOf(plain()))).toEqual([]);
    expect(texturedTiles(planesOf(plain({ width: 0, height: 0 })))).toEqual([]);
  });
});

describe('similarityTable', () => {
  it('is 1 for every tile at its own place, in any light', () => {
    for (const level of [1, 0.5]) {
      const { values } = similarityTable(planesOf(withLight(street, () => level)), tiles, still, 0);
      expect(values).toHaveLength(tiles.length);
      for (const value of values) expect(value).toBeGreaterThan(0.95);
    }
  });

  it('is highest at the displacement of the picture', () => {
    const { values, side } = similarityTable(planesOf(shifted(street, 3, -2)), tiles, still, 4);
    const inner = tiles.findIndex(({ left, top }) => left > 40 && top > 30);
    const own = values.slice(inner * side * side, (inner + 1) * side * side);
    expect(own.indexOf(Math.max(...own))).toBe((4 - 2) * side + 4 + 3);
  });

  it('can be centred elsewhere', () => {
    const moved = planesOf(shifted(street, 20, 0));
    const { values } = similarityTable(moved, tiles, { x: 20, y: 0 }, 0);
    const inside = tiles.findIndex(({ left }) => left === 1 + 2 * tileSide);
    expect(values[inside]).toBeGreaterThan(0.99);
  });

  it('is undefined outside the picture', () => {
    const { values } = similarityTable(planesOf(street), tiles, { x: -street.width, y: 0 }, 1);
    expect(values.every((value) => Number.isNaN(value))).toBe(true);
  });

  it('is 0 without structure', () => {
    const { values } = similarityTable(planesOf(plain()), tiles, still, 0);
    expect(values.every((value) => value === 0)).toBe(true);
  });
});
