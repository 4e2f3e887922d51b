// What is the scene itself, moved a little, and what is new.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf, withThings } from '../testing/paint-picture.ts';
import { createCellMemory, type CellMemory } from './cell-memory.ts';
import { isDisplaced } from './displaced.ts';
import { copyPlanes, type Planes } from './planes.ts';
import type { CellRegion } from './regions.ts';

const street = paintStreet();
const background = planesOf(street);
const columns = background.width >> 1;

/** A sign with stripes, as the mast or the wind shows it. */
function withStripes(planes: Planes, wide = 5): Planes {
  const striped = copyPlanes(planes);
  for (let row = 40; row < 70; row++)
    for (let column = 60; column < 90; column++)
      striped.luma[row * planes.width + column] = 5 + 2 * (Math.floor(column / wide) % 2);
  return striped;
}

function movedBy(planes: Planes, x: number, y: number): Planes {
  const moved = copyPlanes(planes);
  const { width, height } = planes;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const from =
        Math.min(height - 1, Math.max(0, row + y)) * width +
        Math.min(width - 1, Math.max(0, column + x));
      moved.luma[row * width + column] = planes.luma[from]!;
    }
  return moved;
}

/** The cells of the sign. */
function regionOf(): CellRegion {
  const cells: number[] = [];
  for (let row = 20; row < 35; row++)
    for (let column = 30; column < 45; column++) cells.push(row * columns + column);
  return { cells, left: 30, right: 44, top: 20, bottom: 34 };
}

function memoryOf(before: Planes, now: Planes): CellMemory {
  const memory = createCellMemory(copyPlanes(before));
  memory.settled.planes.luma.set(now.luma);
  for (const cell of regionOf().cells) memory.settled.since[cell] = 1000;
  return memory;
}

describe('a region', () => {
  const sign = withStripes(background);
  it.each([
    [1, 0],
    [-2, 0],
    [2, 1],
    [0, -2],
  ])('is displaced where a sign moves by %i and %i pixels', (x, y) => {
    const across = x === 0 ? withRows(sign) : sign;
    expect(isDisplaced(regionOf(), memoryOf(across, movedBy(across, x, y)))).toBe(true);
  });

  it('is not displaced where something new lies before the sign', () => {
    const box = { x: 0.27, y: 0.32, width: 0.14, height: 0.25 };
    const bag = planesOf(withThings(street, [{ box, colour: [20, 20, 20] }]));
    expect(isDisplaced(regionOf(), memoryOf(sign, bag))).toBe(false);
  });

  it('is not displaced where a sign moves farther than masts and branches do', () => {
    const wide = withStripes(background, 10);
    expect(isDisplaced(regionOf(), memoryOf(wide, movedBy(wide, 6, 0)))).toBe(false);
  });

  it('is not displaced where hardly anything has changed', () => {
    expect(isDisplaced(regionOf(), memoryOf(sign, sign))).toBe(false);
  });

  it('without settled cells is not displaced', () => {
    const memory = createCellMemory(copyPlanes(sign));
    expect(isDisplaced(regionOf(), memory)).toBe(false);
  });
});

function withRows(planes: Planes): Planes {
  const rows = copyPlanes(planes);
  for (let row = 30; row < 80; row++)
    for (let column = 50; column < 100; column++)
      rows.luma[row * planes.width + column] = 5 + 2 * (Math.floor(row / 5) % 2);
  return rows;
}
