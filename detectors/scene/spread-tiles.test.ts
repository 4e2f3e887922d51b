// Interpolation of tile values over a picture: exact in the middle of each tile, smooth between them.
import { describe, expect, it } from 'vitest';
import { spreadOver } from './spread-tiles.ts';

const size = { width: 32, height: 16 };

describe('spreadOver', () => {
  it('is constant for equal tiles', () => {
    const tiles = { columns: 2, rows: 1, values: Float32Array.of(0.5, 0.5) };
    expect(new Set(spreadOver(size, tiles))).toEqual(new Set([0.5]));
  });

  it('changes in small steps between the middles of tiles, and is constant beyond them', () => {
    const row = spreadOver(size, { columns: 2, rows: 1, values: Float32Array.of(0, 1) }).slice(
      0,
      32,
    );
    expect([...row.slice(0, 8)]).toEqual(Array(8).fill(0));
    expect([...row.slice(24)]).toEqual(Array(8).fill(1));
    const steps = [...row.slice(1)].map((value, index) => value - row[index]!);
    expect(Math.max(...steps)).toBeLessThan(0.07);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
  });

  it('does the same vertically', () => {
    const plane = spreadOver(size, { columns: 1, rows: 2, values: Float32Array.of(2, 4) });
    const column = Array.from({ length: 16 }, (_, y) => plane[y * 32]!);
    expect(column[0]).toBe(2);
    expect(column[15]).toBe(4);
    expect(column).toEqual(column.toSorted((a, b) => a - b));
  });

  it('is that value for one tile, and empty for an empty picture', () => {
    const tile = { columns: 1, rows: 1, values: Float32Array.of(3) };
    expect(new Set(spreadOver(size, tile))).toEqual(new Set([3]));
    expect(spreadOver({ width: 0, height: 0 }, tile)).toHaveLength(0);
  });
});
