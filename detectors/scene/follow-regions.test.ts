// Regions from picture to picture: ids and ages stay with the place.
import { describe, expect, it } from 'vitest';
import { evenPlanes } from '../testing/planes.ts';
import { createCellMemory, type CellMemory } from './cell-memory.ts';
import {
  followRegions,
  gridOf,
  heldCells,
  type ContrastingRegion,
  type KnownRegion,
} from './follow-regions.ts';

const columns = 10;

/** A rectangular region of cells; ends are inclusive. */
function regionOf(left: number, top: number, right: number, bottom: number): ContrastingRegion {
  const cells: number[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) cells.push(row * columns + column);
  return { region: { cells, left, top, right, bottom }, contrast: 0.5 };
}

function memoryWith(...settled: [ContrastingRegion, number][]): CellMemory {
  const memory = createCellMemory(evenPlanes(20, 20));
  for (const [{ region }, since] of settled)
    for (const cell of region.cells) memory.settled.since[cell] = since;
  return memory;
}

const crate = regionOf(2, 2, 5, 5);
const none: KnownRegion[] = [];

describe('followRegions', () => {
  it('returns nothing without regions, and forgets those that are gone', () => {
    const { known } = followRegions(none, [crate], memoryWith([crate, 100]), 500);
    expect(followRegions(known, [], memoryWith(), 600)).toEqual({ known: [], findings: [] });
  });

  it('gives a new region an id, its box, its area and its spans', () => {
    const { findings } = followRegions(none, [crate], memoryWith([crate, 100]), 500);
    expect(findings).toEqual([
      {
        id: findings[0]!.id,
        since: 100,
        contrast: 0.5,
        box: { x: 0.2, y: 0.2, width: 0.4, height: 0.4 },
        area: 0.16,
        spans: [2, 3, 4, 5].map((row) => [row, 2, 5]),
      },
    ]);
  });

  it('keeps the id and the age of a region at the same place', () => {
    const first = followRegions(none, [crate], memoryWith([crate, 100]), 500);
    const grown = regionOf(2, 2, 6, 5);
    const second = followRegions(first.known, [grown], memoryWith([grown, 400]), 700);
    expect(second.findings[0]).toMatchObject({ id: first.findings[0]!.id, since: 100 });
  });

  it('gives a region elsewhere a new id', () => {
    const first = followRegions(none, [crate], memoryWith([crate, 100]), 500);
    const other = regionOf(6, 6, 9, 9);
    const second = followRegions(first.known, [other], memoryWith([other, 600]), 700);
    expect(second.findings[0]!.id).not.toBe(first.findings[0]!.id);
    expect(second.findings[0]!.since).toBe(600);
  });

  it('never gives two regions one id, even when one splits', () => {
    const wide = regionOf(1, 2, 8, 3);
    const first = followRegions(none, [wide], memoryWith([wide, 100]), 500);
    const halves = [regionOf(1, 2, 5, 3), regionOf(7, 2, 8, 3)];
    const memory = memoryWith([halves[0]!, 100], [halves[1]!, 100]);
    const second = followRegions(first.known, halves, memory, 700);
    expect(new Set(second.findings.map(({ id }) => id)).size).toBe(2);
    expect(second.findings[0]!.id).toBe(first.findings[0]!.id);
  });

  it('continues one region when two merge', () => {
    const two = [regionOf(1, 1, 4, 4), regionOf(6, 1, 7, 2)];
    const memory = memoryWith([two[0]!, 100], [two[1]!, 300]);
    const first = followRegions(none, two, memory, 500);
    const joined = regionOf(1, 1, 5, 4);
    const second = followRegions(first.known, [joined], memoryWith([joined, 450]), 700);
    expect(second.findings).toHaveLength(1);
    expect(second.findings[0]).toMatchObject({ id: first.findings[0]!.id, since: 100 });
  });

  it('gives regions that begin in one picture different ids', () => {
    const two = [crate, regionOf(7, 7, 8, 8)];
    const { findings } = followRegions(none, two, memoryWith([two[0]!, 1], [two[1]!, 1]), 500);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });

  it('dates a region by when a quarter of its cells had settled', () => {
    const memory = memoryWith([crate, 400]);
    memory.settled.since[crate.region.cells[0]!] = 10;
    expect(followRegions(none, [crate], memory, 500).findings[0]!.since).toBe(400);
  });

  it('ignores cells that only close a gap when dating a region', () => {
    const memory = memoryWith([crate, 400]);
    for (const cell of crate.region.cells.slice(0, 6)) memory.settled.since[cell] = 0;
    expect(followRegions(none, [crate], memory, 500).findings[0]!.since).toBe(400);
  });

  it('splits a row into spans where cells are missing', () => {
    const ring = {
      region: { ...crate.region, cells: crate.region.cells.filter((cell) => cell !== 33) },
      contrast: 1,
    };
    const { findings } = followRegions(none, [ring], memoryWith([ring, 1]), 500);
    expect(findings[0]!.spans.filter(([row]) => row === 3)).toEqual([
      [3, 2, 2],
      [3, 4, 5],
    ]);
  });
});

describe('heldCells', () => {
  const grid = { columns, rows: 6 };
  const map = (...cells: number[]) => {
    const held = heldCells([{ cells: new Set(cells) }], grid);
    return Array.from({ length: grid.rows }, (_, row) =>
      held.slice(row * columns, (row + 1) * columns).join(''),
    );
  };

  it('are none without regions', () => {
    expect([...heldCells([], grid)]).toEqual(Array(60).fill(0));
    expect(heldCells([], { columns: 0, rows: 0 })).toHaveLength(0);
  });

  it('are the cells of a region and two more on each side', () => {
    expect(map(24, 25)).toEqual([
      '0011111100',
      '0011111100',
      '0011111100',
      '0011111100',
      '0011111100',
      '0000000000',
    ]);
  });

  it('end at the edges of the picture', () => {
    expect(map(9, 50)).toEqual([
      '0000000111',
      '0000000111',
      '0000000111',
      '1110000000',
      '1110000000',
      '1110000000',
    ]);
  });
});

describe('gridOf', () => {
  it('is the grid that spans refer to', () => {
    expect(gridOf(memoryWith())).toEqual({ columns: 10, rows: 10 });
  });
});
