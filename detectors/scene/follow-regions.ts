// Regions over time: a region at the place of a former one keeps its id and its age. Takes the regions of one picture; returns them as
// boxes and spans with times in epoch ms.
import type { Box, Observation, StaticRegion } from '../../contracts/index.ts';
import type { CellMemory } from './cell-memory.ts';
import type { CellRegion } from './regions.ts';
import { regionNumbers } from './numbers.ts';

const { sameOverlap, heldReach } = regionNumbers;

/** A static region before its closer look. */
export type Finding = Omit<StaticRegion, 'seenAs'>;

export interface KnownRegion {
  readonly id: string;
  readonly since: number;
  readonly cells: ReadonlySet<number>;
}

/** A region of this picture with its contrast to the background, 0..1. */
export interface ContrastingRegion {
  readonly region: CellRegion;
  readonly contrast: number;
}

export interface Following {
  readonly known: KnownRegion[];
  readonly findings: Finding[];
}

export function followRegions(
  before: readonly KnownRegion[],
  regions: readonly ContrastingRegion[],
  memory: CellMemory,
  at: number,
): Following {
  const free = new Set(before);
  const following: Following = { known: [], findings: [] };
  for (const { region, contrast } of regions) {
    const cells = new Set(region.cells);
    const former = formerOf(cells, free);
    if (former) free.delete(former);
    const since = Math.min(former?.since ?? Infinity, sinceOf(region, memory));
    const id = former?.id ?? `r${at.toString(36)}-${region.cells[0]}`;
    following.known.push({ id, since, cells });
    following.findings.push({ id, since, contrast, ...placeOf(region, memory) });
  }
  return following;
}

/** @returns 1 for a cell of a known region or next to one, else 0 */
export function heldCells(
  known: readonly Pick<KnownRegion, 'cells'>[],
  { columns, rows }: Pick<CellMemory, 'columns' | 'rows'>,
): Uint8Array {
  const held = new Uint8Array(columns * rows);
  for (const { cells } of known)
    for (const cell of cells) {
      const x = cell % columns;
      const y = Math.floor(cell / columns);
      const left = Math.max(0, x - heldReach);
      const right = Math.min(columns - 1, x + heldReach);
      const bottom = Math.min(rows - 1, y + heldReach);
      for (let row = Math.max(0, y - heldReach); row <= bottom; row++)
        held.fill(1, row * columns + left, row * columns + right + 1);
    }
  return held;
}

export function gridOf({ columns, rows }: CellMemory): Observation['grid'] {
  return { columns, rows };
}

/** The known region with the largest overlap, if it is large enough to be the same region. */
function formerOf(
  cells: ReadonlySet<number>,
  known: ReadonlySet<KnownRegion>,
): KnownRegion | undefined {
  let best: { one: KnownRegion; shared: number } | undefined;
  for (const one of known) {
    const shared = countShared(one.cells, cells);
    const same = shared >= sameOverlap * (one.cells.size + cells.size - shared);
    if (same && shared > (best?.shared ?? 0)) best = { one, shared };
  }
  return best?.one;
}

function countShared(some: ReadonlySet<number>, others: ReadonlySet<number>): number {
  let count = 0;
  for (const cell of some) if (others.has(cell)) count++;
  return count;
}

/** The time by which a quarter of the region's cells had settled. */
function sinceOf(region: CellRegion, memory: CellMemory): number {
  const times = region.cells
    .map((cell) => memory.settled.since[cell]!)
    .filter((since) => since > 0);
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 4)] ?? 0;
}

export function boxOf(
  { left, top, right, bottom }: CellRegion,
  { columns, rows }: Pick<CellMemory, 'columns' | 'rows'>,
): Box {
  return {
    x: left / columns,
    y: top / rows,
    width: (right - left + 1) / columns,
    height: (bottom - top + 1) / rows,
  };
}

function placeOf(
  region: CellRegion,
  { columns, rows }: CellMemory,
): Pick<Finding, 'box' | 'area' | 'spans'> {
  return {
    box: boxOf(region, { columns, rows }),
    area: region.cells.length / (columns * rows),
    spans: spansOf(region.cells, columns),
  };
}

function spansOf(cells: readonly number[], columns: number): [number, number, number][] {
  const spans: [number, number, number][] = [];
  for (const cell of cells) {
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    const last = spans.at(-1);
    if (last?.[0] === row && last[2] === column - 1) last[2] = column;
    else spans.push([row, column, column]);
  }
  return spans;
}
