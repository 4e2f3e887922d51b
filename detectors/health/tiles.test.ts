// Tiles and their similarity: found where they lie, whatever the light; nothing outside the picture.
import { describe, expect, it } from 'vitest';
import { paintStreet, plain, planesOf, shifted, withLight } from '../testing/paint-picture.ts';
import { similarityTable, texturedTiles, tileSide } from './tiles.ts';

const street = paintStreet();
const tiles = texturedTiles(planesOf(street));
const still = { x: 0, y: 0 };

describe('texturedTiles', () => {
  it('are the whole tiles of a textured picture, seen from its middle', () => {
    expect(tiles.length).toBeGreaterThan(20);
    for (const { left, top, x, y } of tiles) {
      expect(x + street.width / 2).toBe(left + tileSide / 2);
      expect(y + street.height / 2).toBe(top + tileSide / 2);
      expect(left + tileSide).toBeLessThanOrEqual(street.width);
    }
  });

  it('hold samples of mean 0 and length 1', () => {
    for (const { samples } of tiles) {
      expect(samples.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 3);
      expect(samples.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 3);
    }
  });

  it('are none in a plain picture, nor in one without pixels', () => {
    expect(texturedTiles(planesOf(plain()))).toEqual([]);
    expect(texturedTiles(planesOf(plain({ width: 0, height: 0 })))).toEqual([]);
  });
});

describe('similarityTable', () => {
  it('is 1 for every tile where it lay, in any light', () => {
    for (const level of [1, 0.5]) {
      const { values } = similarityTable(planesOf(withLight(street, () => level)), tiles, still, 0);
      expect(values).toHaveLength(tiles.length);
      for (const value of values) expect(value).toBeGreaterThan(0.95);
    }
  });

  it('is best where the picture went', () => {
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

  it('is not known outside the picture', () => {
    const { values } = similarityTable(planesOf(street), tiles, { x: -street.width, y: 0 }, 1);
    expect(values.every((value) => Number.isNaN(value))).toBe(true);
  });

  it('is 0 where there is nothing to see', () => {
    const { values } = similarityTable(planesOf(plain()), tiles, still, 0);
    expect(values.every((value) => value === 0)).toBe(true);
  });
});
