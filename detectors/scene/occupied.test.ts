// Places of people and vehicles of the learnt scene: which cells they are, and what shows there when they have left.
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import { paintStreet, planesOf, withThings } from '../testing/paint-picture.ts';
import type { CellMemory } from './cell-memory.ts';
import { learntFrom } from './learn-background.ts';
import { isUncovered, markOccupied } from './occupied.ts';
import { findRegions, type CellRegion } from './regions.ts';
import { cellsIn } from './settled-cells.ts';

const street = paintStreet();
const place: Box = { x: 0.4, y: 0.5, width: 0.12, height: 0.3 };
const man = planesOf(withThings(street, [{ box: place, colour: [20, 20, 20] }]));
const minCells = 8;

/** The memory after pictures in some of which the detector sees somebody. */
function learntWith(seen: readonly number[], as: 'people' | 'vehicles' = 'people'): CellMemory {
  const pictures = [0, 1, 2, 3].map((index) => ({
    planes: man,
    people: [],
    at: index * 2000,
    [as]: seen.includes(index) ? [place] : [],
  }));
  return learntFrom(pictures, minCells);
}

function occupiedShare(memory: CellMemory): number {
  const cells = cellsIn(place, memory);
  return cells.filter((cell) => memory.occupied[cell] === 1).length / cells.length;
}

function regionAt(box: Box, memory: CellMemory): CellRegion {
  const marked = new Uint8Array(memory.columns * memory.rows);
  for (const cell of cellsIn(box, memory)) marked[cell] = 1;
  const weak = new Uint8Array(marked.length);
  const [region] = findRegions({ marked, weak }, memory.columns, minCells);
  if (!region) throw new Error('expected a region, got none');
  return region;
}

describe('markOccupied', () => {
  const rows: [string, readonly number[], number][] = [
    ['a person in all pictures', [0, 1, 2, 3], 1],
    ['a person in half of them who stands all the time', [0, 2], 1],
    ['a person in one of them', [1], 0],
    ['nobody', [], 0],
  ];
  it.each(rows)('after %s', (_, seen, share) => {
    expect(occupiedShare(learntWith(seen))).toBe(share);
  });

  it('marks the place of a vehicle, too', () => {
    expect(occupiedShare(learntWith([0, 1, 2, 3], 'vehicles'))).toBe(1);
  });

  it('leaves out cells of which the ground was found', () => {
    const memory = learntWith([]);
    const all = new Set(cellsIn(place, memory));
    markOccupied(memory, [{ planes: man, people: [place], at: 0 }], all);
    expect(occupiedShare(memory)).toBe(0);
  });
});

describe('isUncovered', () => {
  const memory = learntWith([0, 1, 2, 3]);
  const beside: Box = { ...place, x: 0.7 };
  const foot: Box = { ...place, y: 0.77, height: 0.03, width: 0.03 };
  const rows: [string, Box, Box[], boolean][] = [
    ['where somebody left', place, [], true],
    ['where the upper half of him shows the ground', { ...place, height: 0.15 }, [], true],
    ['where he is still seen', place, [place], false],
    ['while somebody stands elsewhere', place, [beside], true],
    ['beside his place', beside, [], false],
    ['of which a small part lies in his place', { ...place, x: 0.49 }, [], false],
    ['that is a small thing at his feet', foot, [], false],
  ];
  it.each(rows)('judges a region %s', (_, box, seen, expected) => {
    expect(isUncovered(regionAt(box, memory), { memory, seen })).toBe(expected);
  });
});
