// Which cells hold a settled thing: one that was in sight for most of its time and is not a person standing still.
import type { Box } from '../../contracts/index.ts';
import type { CellMemory } from './cell-memory.ts';
import { showing } from './update-cells.ts';

/** A thing that stands must have been in sight for this share of its time: passers-by hide it, traffic is never it. */
const leastSeen = 0.4;
const leastDoubt = 0.5;
/** A cell is a standing person's when one was seen there for this share of the time. */
const personShare = 0.4;

/** @param hiddenMs how long a thing may be hidden @returns 1 a cell that holds a settled thing, else 0 */
export function settledCells(memory: CellMemory, at: number, hiddenMs: number): Uint8Array {
  const { since, seenAt, seenMs } = memory.settled;
  const marked = new Uint8Array(since.length);
  for (let cell = 0; cell < marked.length; cell++) {
    const begin = since[cell]!;
    if (begin === 0 || at - seenAt[cell]! > hiddenMs) continue;
    if (seenMs[cell]! >= leastSeen * (at - begin) && !isPerson(memory, cell)) marked[cell] = 1;
  }
  return marked;
}

function isPerson({ personMs, settled }: CellMemory, cell: number): boolean {
  return personMs[cell]! > 0 && personMs[cell]! >= personShare * settled.seenMs[cell]!;
}

/** Cells that show the background, but not quite, for some time: beside a settled thing they are part of it. */
export function doubtfulCells({ doubt }: CellMemory, shown: Uint8Array): Uint8Array {
  const doubtful = new Uint8Array(shown.length);
  for (let cell = 0; cell < shown.length; cell++)
    if (shown[cell] === showing.background && doubt[cell]! >= leastDoubt) doubtful[cell] = 1;
  return doubtful;
}

/** Adds up, cell by cell, for how long a person was seen exactly where a settled thing shows. */
export function countPeople(
  memory: CellMemory,
  shown: Uint8Array,
  people: readonly Box[],
  elapsedMs: number,
): void {
  for (const box of people)
    for (const cell of cellsIn(box, memory))
      if (shown[cell] === showing.settled) memory.personMs[cell]! += elapsedMs;
}

/** Share of a place, 0..1, that shows the background now. */
export function backgroundShare(shown: Uint8Array, memory: CellMemory, place: Box): number {
  const cells = cellsIn(place, memory);
  const showingIt = cells.filter((cell) => shown[cell] === showing.background).length;
  return showingIt / Math.max(1, cells.length);
}

function cellsIn({ x, y, width, height }: Box, { columns, rows }: CellMemory): number[] {
  const right = Math.min(columns, Math.ceil((x + width) * columns));
  const bottom = Math.min(rows, Math.ceil((y + height) * rows));
  const cells: number[] = [];
  for (let row = Math.floor(y * rows); row < bottom; row++)
    for (let column = Math.floor(x * columns); column < right; column++)
      cells.push(row * columns + column);
  return cells;
}
