// Finds the cells of settled objects: visible for enough of their time, and not a standing person.
import type { Box } from '../../contracts/index.ts';
import { isPersons, type CellMemory } from './cell-memory.ts';
import { showing } from './update-cells.ts';
import { settledNumbers } from './numbers.ts';

const { leastSeen, leastDoubt, restless, leftBehindMs, vacantShare } = settledNumbers;

const doubtSteps = 64;

/** @param hiddenMs how long an object may be hidden @returns 1 for a cell of a settled object, else 0 */
export function settledCells(memory: CellMemory, at: number, hiddenMs: number): Uint8Array {
  const { since, seenAt, seenMs } = memory.settled;
  const marked = new Uint8Array(since.length);
  for (let cell = 0; cell < marked.length; cell++) {
    const begin = since[cell]!;
    if (begin === 0 || at - seenAt[cell]! > hiddenMs) continue;
    if (seenMs[cell]! >= leastSeen * (at - begin) && !isPersons(memory, cell)) marked[cell] = 1;
  }
  return marked;
}

/** Cells that have differed slightly from the background for some time; next to a settled object they belong to it. */
export function doubtfulCells({ doubt }: CellMemory, shown: Uint8Array): Uint8Array {
  const least = Math.max(leastDoubt, doubtOfMost(doubt) + restless.more);
  const doubtful = new Uint8Array(shown.length);
  for (let cell = 0; cell < shown.length; cell++)
    if (shown[cell] === showing.background && doubt[cell]! >= least) doubtful[cell] = 1;
  return doubtful;
}

/** The doubt that 90% of the cells do not exceed. */
function doubtOfMost(doubt: Float32Array): number {
  const counts = new Uint32Array(doubtSteps);
  for (let cell = 0; cell < doubt.length; cell++)
    counts[Math.min(doubtSteps - 1, (doubt[cell]! * doubtSteps) | 0)]!++;
  let step = 0;
  for (let below = counts[0]!; below < restless.share * doubt.length; below += counts[step]!)
    step++;
  return step / doubtSteps;
}

export interface PeopleSeen {
  /** What each cell shows now. */
  readonly shown: Uint8Array;
  readonly people: readonly Box[];
  readonly at: number;
  readonly elapsedMs: number;
}

/** Adds up for each cell how long a person was detected at a visible settled object. */
export function countPeople(memory: CellMemory, seen: PeopleSeen): void {
  const { shown, people, at, elapsedMs } = seen;
  for (const box of people)
    for (const cell of cellsIn(box, memory)) {
      memory.personSeenAt[cell] = at;
      if (shown[cell] === showing.settled) memory.personMs[cell]! += elapsedMs;
    }
  for (let cell = 0; cell < shown.length; cell++)
    if (memory.personMs[cell]! > 0 && shown[cell] === showing.settled)
      leaveBehind(memory, cell, at);
}

/** Turns a cell that still shows its content after the person has left into an object, dated from when the person was last detected. */
function leaveBehind({ personMs, personSeenAt, settled }: CellMemory, cell: number, at: number) {
  if (personSeenAt[cell] === 0) personSeenAt[cell] = at;
  const aloneMs = at - personSeenAt[cell]!;
  if (aloneMs < leftBehindMs) return;
  personMs[cell] = 0;
  settled.since[cell] = Math.max(settled.since[cell]!, personSeenAt[cell]!);
  settled.seenMs[cell] = Math.min(settled.seenMs[cell]!, aloneMs);
}

/** Share of a place, 0..1, that shows the background now. */
export function backgroundShare(shown: Uint8Array, memory: CellMemory, place: Box): number {
  const cells = cellsIn(place, memory);
  const showingIt = cells.filter((cell) => shown[cell] === showing.background).length;
  return showingIt / Math.max(1, cells.length);
}

/** Whether the background shows again where something had settled. A passer-by in front shows something else. */
export function isGone(
  cells: Iterable<number>,
  { settled }: Pick<CellMemory, 'settled'>,
  shown: Uint8Array,
): boolean {
  const own = [...cells].filter((cell) => settled.since[cell]! > 0);
  const vacant = own.filter((cell) => shown[cell] === showing.background);
  return own.length > 0 && vacant.length >= vacantShare * own.length;
}

export function cellsIn({ x, y, width, height }: Box, { columns, rows }: CellMemory): number[] {
  const right = Math.min(columns, Math.ceil((x + width) * columns));
  const bottom = Math.min(rows, Math.ceil((y + height) * rows));
  const cells: number[] = [];
  for (let row = Math.floor(y * rows); row < bottom; row++)
    for (let column = Math.floor(x * columns); column < right; column++)
      cells.push(row * columns + column);
  return cells;
}
