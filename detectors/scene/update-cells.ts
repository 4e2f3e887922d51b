// Updates the state of every cell with one picture: background, settled object, or fresh appearance. Uses only the frame's own time `at`.
// Decides per cell; regions.ts builds regions from the result.
import { cellDifference, toleranceFor } from './difference.ts';
import {
  firstPixel,
  forgetCell,
  isPersons,
  settleCell,
  takeCell,
  type CellMemory,
} from './cell-memory.ts';
import { createGrainSums, type GrainSums } from './grain.ts';
import { inLight, type Light } from './light.ts';
import type { Planes } from './planes.ts';
import { cellTimes, settledNumbers } from './numbers.ts';

const { doubtMs, followMs } = cellTimes;
const { quietDoubt } = settledNumbers;

/** Time constants in ms. */
export interface CellTimes {
  /** A fresh appearance that is seen again after this time becomes settled. */
  settleMs: number;
  /** A settled object is gone when the background has been visible for this long. */
  clearMs: number;
  /** A settled object that is hidden for longer is replaced. */
  hiddenMs: number;
  /** Time constant with which the background follows slow changes. */
  adaptMs: number;
}

export interface CellUpdate {
  readonly memory: CellMemory;
  readonly now: Planes;
  readonly light: Light;
  readonly at: number;
  readonly elapsedMs: number;
  readonly times: CellTimes;
  /** 1 for a cell of an object, or next to one, that looks like the background; the background does not follow it. */
  readonly held?: Uint8Array;
}

/** What each cell shows now. */
export const showing = { background: 0, settled: 1, fresh: 2 } as const;

/** Updates the memory. @returns one value of `showing` per cell */
export function updateCells(update: CellUpdate): Uint8Array {
  const { memory, elapsedMs } = update;
  const shown = new Uint8Array(memory.columns * memory.rows);
  const differences = createDifferences(update);
  const share = 1 - Math.exp(-elapsedMs / doubtMs);
  for (let cell = 0; cell < shown.length; cell++) {
    const found = differences(cell);
    if (found.background < 1)
      memory.doubt[cell]! += share * (found.background - memory.doubt[cell]!);
    shown[cell] = stepCell(update, cell, found);
  }
  followLight(update, shown);
  return shown;
}

interface Differences {
  background: number;
  settled: number;
  fresh: number;
}

/** Compares a cell with its settled or fresh appearance only if it has one and is not clearly background. */
function createDifferences({ memory, now, light }: CellUpdate): (cell: number) => Differences {
  const { noise, colourNoise, grain } = memory;
  const tolerance = toleranceFor(memory.background);
  const common = { now, light, noise, colourNoise, grain, tolerance };
  const background = { ...common, remembered: memory.background };
  const settled = { ...common, remembered: memory.settled.planes };
  const fresh = { ...common, remembered: memory.fresh.planes };
  return (cell) => {
    const toBackground = cellDifference(background, cell);
    const isVacant = memory.settled.since[cell] === 0;
    if (isVacant && toBackground < 1)
      return { background: toBackground, settled: Infinity, fresh: Infinity };
    return {
      background: toBackground,
      settled: isVacant ? Infinity : cellDifference(settled, cell),
      fresh: memory.fresh.since[cell]! > 0 ? cellDifference(fresh, cell) : Infinity,
    };
  };
}

function stepCell(update: CellUpdate, cell: number, differences: Differences): number {
  const { memory, at } = update;
  const { settled, fresh } = differences;
  if (differences.background < 1 && differences.background <= settled * 1.3)
    return stepBackground(update, cell);
  memory.clearSince[cell] = 0;
  if (settled < 1) return stepSettled(update, cell);
  if (fresh < 1) return stepFresh(update, cell);
  beginFresh(update, cell);
  if (at - memory.settled.seenAt[cell]! > update.times.hiddenMs) forgetCell(memory.settled, cell);
  return showing.fresh;
}

/** The cell shows the background, so its object is gone after `clearMs`. A passer-by never causes this. */
function stepBackground({ memory, at, elapsedMs, times }: CellUpdate, cell: number): number {
  if (memory.clearSince[cell] === 0) memory.clearSince[cell] = at;
  forgetCell(memory.fresh, cell);
  memory.settled.seenMs[cell] = Math.max(0, memory.settled.seenMs[cell]! - elapsedMs);
  if (memory.settled.since[cell]! > 0 && at - memory.clearSince[cell]! >= times.clearMs)
    forgetCell(memory.settled, cell);
  return showing.background;
}

function stepSettled(update: CellUpdate, cell: number): number {
  const { memory, at, elapsedMs } = update;
  memory.settled.seenAt[cell] = at;
  memory.settled.seenMs[cell]! += elapsedMs;
  takeCell(update, memory.settled.planes, cell, 1 - Math.exp(-elapsedMs / followMs));
  forgetCell(memory.fresh, cell);
  return showing.settled;
}

function stepFresh(update: CellUpdate, cell: number): number {
  const { memory, at, elapsedMs, times } = update;
  const { fresh } = memory;
  fresh.seenAt[cell] = at;
  fresh.seenMs[cell]! += elapsedMs;
  takeCell(update, fresh.planes, cell, 1 - Math.exp(-elapsedMs / followMs));
  const long = at - fresh.since[cell]! >= times.settleMs;
  if (!long || !isVacant(update, cell)) return showing.fresh;
  settleCell(memory, cell);
  return showing.settled;
}

/** Whether a fresh object may settle: a hidden object keeps its place for a while, a person who left does not. */
function isVacant({ memory, at, times }: CellUpdate, cell: number): boolean {
  const { settled, fresh, personSeenAt } = memory;
  if (settled.since[cell] === 0 || at - settled.seenAt[cell]! > times.hiddenMs) return true;
  return isPersons(memory, cell) && personSeenAt[cell]! < fresh.since[cell]!;
}

function beginFresh(update: CellUpdate, cell: number): void {
  const { memory, at } = update;
  takeCell(update, memory.fresh.planes, cell);
  memory.fresh.since[cell] = at;
  memory.fresh.seenAt[cell] = at;
  memory.fresh.seenMs[cell] = 0;
}

/**
 * Adapts the memory to slow changes of light: visible background follows the picture; hidden background and objects follow the estimated
 * light, so that everything stays in the same light.
 */
function followLight(update: CellUpdate, shown: Uint8Array): void {
  const { memory, now, light, elapsedMs, times } = update;
  const share = 1 - Math.exp(-elapsedMs / times.adaptMs);
  const following: Following = { now, light, share, sums: createGrainSums() };
  for (let cell = 0; cell < shown.length; cell++) {
    if (shown[cell] === showing.background && update.held?.[cell] !== 1)
      followCell(memory, following, cell);
    else lightCell(memory.background, light, cell, share);
    if (memory.settled.since[cell]! > 0) lightCell(memory.settled.planes, light, cell, share);
    if (memory.fresh.since[cell]! > 0) lightCell(memory.fresh.planes, light, cell, share);
  }
  following.sums.follow(memory.grain, share);
}

interface Following {
  now: Planes;
  light: Light;
  /** Weight of this picture, 0..1. */
  share: number;
  sums: GrainSums;
}

function followCell(
  { background, noise, colourNoise, doubt }: CellMemory,
  { now, light, share, sums }: Following,
  cell: number,
): void {
  const first = firstPixel(now.width, cell);
  let lumaChange = 0;
  for (let at = 0; at < 4; at++) {
    const pixel = first + (at & 1) + (at >> 1) * now.width;
    const before = background.luma[pixel]!;
    const change = now.luma[pixel]! - inLight(light, pixel, before);
    background.luma[pixel] = before + share * (now.luma[pixel]! - before);
    noise[pixel]! += share * (Math.abs(change) - noise[pixel]!);
    lumaChange = change;
  }
  const red = now.red[cell]! - background.red[cell]!;
  const blue = now.blue[cell]! - background.blue[cell]!;
  background.red[cell]! += share * red;
  background.blue[cell]! += share * blue;
  const colour = Math.abs(red - light.red[cell]!) + Math.abs(blue - light.blue[cell]!);
  colourNoise[cell]! += share * (colour - colourNoise[cell]!);
  if (doubt[cell]! < quietDoubt) sums.add(now.luma[first]!, lumaChange, colour);
}

function lightCell(planes: Planes, light: Light, cell: number, share: number): void {
  const first = firstPixel(planes.width, cell);
  for (let at = 0; at < 4; at++) {
    const pixel = first + (at & 1) + (at >> 1) * planes.width;
    const before = planes.luma[pixel]!;
    planes.luma[pixel] = before + share * (inLight(light, pixel, before) - before);
  }
  planes.red[cell]! += share * light.red[cell]!;
  planes.blue[cell]! += share * light.blue[cell]!;
}
