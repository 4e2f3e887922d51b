// Finds the parts of a region that are only light, such as the beam of a waiting car, or a soft shadow next to a pile. Takes a region that
// is an object as a whole; returns its parts that brighten or darken the ground without a sharp edge, and marks their cells in the
// memory.
import { lumaOf, type CellMemory } from './cell-memory.ts';
import { medianOf } from './median.ts';
import { fadingNumbers } from './numbers.ts';
import type { Planes } from './planes.ts';
import { findRegions, type CellRegion } from './regions.ts';
import { showing } from './update-cells.ts';

export interface LightPart {
  readonly reason: 'head-lamp' | 'shadow';
  readonly region: CellRegion;
}

const { least, leastChange, soft, stays, maxBend, maxColour, across } = fadingNumbers;

export interface Lighting {
  readonly memory: CellMemory;
  /** The present picture, in its own light. */
  readonly now: Planes;
  /** What each cell shows. */
  readonly shown: Uint8Array;
  /** The time of the picture, ms since 1970. */
  readonly at: number;
}

/** Marks the cells of light in the memory, for hysteresis: near the limit, light would otherwise alternate with an object. */
export function lightParts(region: CellRegion, lighting: Lighting): LightPart[] {
  const { memory, at } = lighting;
  const change = changeOf(region, memory);
  const parts = ([1, -1] as const).flatMap((sign) => {
    const signed = (cell: number) => sign * change(cell);
    return partsOf(region, memory, signed)
      .filter((part) => isSoftLight(part, { ...lighting, region, change: signed }))
      .map((part): LightPart => ({ reason: sign > 0 ? 'head-lamp' : 'shadow', region: part }));
  });
  for (const part of parts) for (const cell of part.region.cells) memory.litAt[cell] = at;
  return parts;
}

/** The region without the light and its thin rims: the object that stands in the light or casts it. */
export function withoutLight(
  region: CellRegion,
  lit: readonly LightPart[],
  memory: Pick<CellMemory, 'columns' | 'rows'>,
): Uint8Array {
  const light = new Set(lit.flatMap((part) => part.region.cells));
  const left = new Set(region.cells.filter((cell) => !light.has(cell)));
  const solid = new Uint8Array(memory.columns * memory.rows);
  for (const cell of left) {
    const around = sidesOf(cell, 1, memory);
    if (around.length < 4 || !around.every((next) => left.has(next))) continue;
    for (const next of [cell, ...around]) solid[next] = 1;
  }
  return solid;
}

type Change = (cell: number) => number;

/** The change of log luma of a cell; 0 without a settled appearance. */
function changeOf(
  { cells }: CellRegion,
  { background, settled, columns, rows }: CellMemory,
): Change {
  const change = new Float32Array(columns * rows);
  for (const cell of cells)
    if (settled.since[cell]! > 0)
      change[cell] = lumaOf(settled.planes, cell) - lumaOf(background, cell);
  return (cell) => change[cell]!;
}

function partsOf(
  { cells }: CellRegion,
  { columns, rows }: CellMemory,
  change: Change,
): CellRegion[] {
  const marked = new Uint8Array(columns * rows);
  for (const cell of cells) if (change(cell) >= leastChange) marked[cell] = 1;
  const needed = Math.max(least.cells, least.share * cells.length);
  return findRegions({ marked, weak: new Uint8Array(marked.length) }, columns, needed);
}

interface Parting extends Lighting {
  readonly region: CellRegion;
  readonly change: Change;
}

function isSoftLight(part: CellRegion, parting: Parting): boolean {
  const { change, memory } = parting;
  const changes = part.cells.map(change).sort((a, b) => a - b);
  const inside = changes[Math.floor(changes.length * 0.75)] ?? 0;
  if (inside < soft.change) return false;
  const steps = rimSteps(part, parting);
  return (
    steps.length >= least.rim &&
    medianOf(steps) <= maxRim(part, parting) * inside &&
    bendOf(part, memory, change) <= maxBend &&
    colourChange(part, memory) <= maxColour
  );
}

/** The maximum step across the rim, as a share of the change inside; higher for cells that were light before (hysteresis). */
function maxRim({ cells }: CellRegion, { memory: { litAt }, at }: Parting): number {
  const lit = cells.filter((cell) => litAt[cell]! > 0 && at - litAt[cell]! <= stays.ms).length;
  return lit >= stays.share * cells.length ? stays.rim : soft.rim;
}

/** The step across each place of the rim next to ground, minus the step of the ground itself. */
function rimSteps(part: CellRegion, { region, memory, now, shown }: Parting): Float32Array {
  const all = new Set(region.cells);
  const change = (cell: number) => lumaOf(now, cell) - lumaOf(memory.background, cell);
  const steps: number[] = [];
  for (const cell of part.cells) {
    if (shown[cell] !== showing.settled) continue;
    for (const next of sidesOf(cell, across, memory))
      if (!all.has(next) && shown[next] === showing.background)
        steps.push(Math.abs(change(cell) - change(next)));
  }
  return Float32Array.from(steps);
}

/** Mean second difference: the deviation of a cell's change from the mean of its neighbours. */
function bendOf({ cells }: CellRegion, { columns }: CellMemory, change: Change): number {
  const own = new Set(cells);
  let sum = 0;
  let count = 0;
  for (const cell of cells)
    for (const step of [1, columns]) {
      if (!own.has(cell - step) || !own.has(cell + step)) continue;
      sum += Math.abs(change(cell) - (change(cell - step) + change(cell + step)) / 2);
      count++;
    }
  return count === 0 ? Infinity : sum / count;
}

function colourChange({ cells }: CellRegion, { background, settled: { planes } }: CellMemory) {
  let sum = 0;
  for (const cell of cells)
    sum +=
      Math.abs(planes.red[cell]! - background.red[cell]!) +
      Math.abs(planes.blue[cell]! - background.blue[cell]!);
  return sum / Math.max(1, cells.length);
}

function sidesOf(
  cell: number,
  by: number,
  { columns, rows }: Pick<CellMemory, 'columns' | 'rows'>,
): number[] {
  const x = cell % columns;
  const y = Math.floor(cell / columns);
  const found: number[] = [];
  if (x >= by) found.push(cell - by);
  if (x < columns - by) found.push(cell + by);
  if (y >= by) found.push(cell - by * columns);
  if (y < rows - by) found.push(cell + by * columns);
  return found;
}
