// One step of every cell: background, settled thing, fresh thing or passer-by? Pure in time: it knows only the frame's
// own `at`. Decides per cell; regions are made from the outcome elsewhere.
import { cellDifference } from './difference.ts';
import { copyCell, forgetCell, settleCell, type CellMemory } from './cell-memory.ts';
import type { Light } from './light.ts';
import type { Planes } from './planes.ts';

/** Time constants in ms. */
export interface CellTimes {
  /** A fresh appearance seen again after this long is settled. */
  settleMs: number;
  /** The background must show this long before a settled thing is gone. */
  clearMs: number;
  /** A settled thing hidden by something else for longer is given up. */
  hiddenMs: number;
  /** The background follows slow change with this time constant. */
  adaptMs: number;
}

export interface CellUpdate {
  readonly memory: CellMemory;
  readonly now: Planes;
  readonly light: Light;
  readonly at: number;
  readonly elapsedMs: number;
  readonly times: CellTimes;
}

/** What each cell shows now. */
export const showing = { background: 0, settled: 1, fresh: 2 } as const;

/** Updates the memory. @returns one of `showing` a cell */
export function updateCells(update: CellUpdate): Uint8Array {
  const shown = new Uint8Array(update.memory.columns * update.memory.rows);
  const differences = createDifferences(update);
  for (let cell = 0; cell < shown.length; cell++)
    shown[cell] = stepCell(update, cell, differences(cell));
  followLight(update, shown);
  return shown;
}

interface Differences {
  background: number;
  settled: number;
  fresh: number;
}

/** A cell is compared with a settled or fresh appearance only when it has one and is not plainly background. */
function createDifferences({ memory, now, light }: CellUpdate): (cell: number) => Differences {
  const common = { now, noise: memory.noise };
  const background = { ...common, remembered: memory.background, light: light.offsets };
  const settled = { ...common, remembered: memory.settled.planes, light: null };
  const fresh = { ...common, remembered: memory.fresh.planes, light: null };
  return (cell) => {
    const toBackground = cellDifference(background, cell);
    const isVacant = memory.settled.since[cell] === 0;
    if (isVacant && toBackground < 1) return plainBackground;
    return {
      background: toBackground,
      settled: isVacant ? Infinity : cellDifference(settled, cell),
      fresh: memory.fresh.since[cell]! > 0 ? cellDifference(fresh, cell) : Infinity,
    };
  };
}

/** What nearly every cell shows nearly always. */
const plainBackground: Differences = { background: 0, settled: Infinity, fresh: Infinity };

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

function stepBackground({ memory, at, times }: CellUpdate, cell: number): number {
  if (memory.clearSince[cell] === 0) memory.clearSince[cell] = at;
  forgetCell(memory.fresh, cell);
  if (memory.settled.since[cell]! > 0 && at - memory.clearSince[cell]! >= times.clearMs)
    forgetCell(memory.settled, cell);
  return showing.background;
}

function stepSettled({ memory, now, at, elapsedMs }: CellUpdate, cell: number): number {
  memory.settled.seenAt[cell] = at;
  memory.settled.seenMs[cell]! += elapsedMs;
  copyCell(now, memory.settled.planes, cell, 1 - Math.exp(-elapsedMs / 10_000));
  forgetCell(memory.fresh, cell);
  return showing.settled;
}

function stepFresh({ memory, now, at, elapsedMs, times }: CellUpdate, cell: number): number {
  const { fresh, settled } = memory;
  fresh.seenAt[cell] = at;
  fresh.seenMs[cell]! += elapsedMs;
  copyCell(now, fresh.planes, cell, 1 - Math.exp(-elapsedMs / 10_000));
  const long = at - fresh.since[cell]! >= times.settleMs;
  const vacant = settled.since[cell] === 0 || at - settled.seenAt[cell]! > times.hiddenMs;
  if (!long || !vacant) return showing.fresh;
  settleCell(memory, cell);
  return showing.settled;
}

function beginFresh({ memory, now, at }: CellUpdate, cell: number): void {
  copyCell(now, memory.fresh.planes, cell);
  memory.fresh.since[cell] = at;
  memory.fresh.seenAt[cell] = at;
  memory.fresh.seenMs[cell] = 0;
}

/** Lets the background follow: fully where it shows, by the light of the whole picture where something hides it. */
function followLight(
  { memory, now, light, elapsedMs, times }: CellUpdate,
  shown: Uint8Array,
): void {
  const share = 1 - Math.exp(-elapsedMs / times.adaptMs);
  const { background, noise } = memory;
  const columns = now.width >> 1;
  for (let y = 0; y < now.height; y++) {
    for (let x = 0; x < now.width; x++) {
      const pixel = y * now.width + x;
      if (shown[(y >> 1) * columns + (x >> 1)] !== showing.background) {
        background.luma[pixel]! += share * light.overall;
        continue;
      }
      const change = now.luma[pixel]! - background.luma[pixel]!;
      background.luma[pixel]! += share * change;
      background.red[pixel]! += share * (now.red[pixel]! - background.red[pixel]!);
      background.blue[pixel]! += share * (now.blue[pixel]! - background.blue[pixel]!);
      noise[pixel]! += share * (Math.abs(change - light.offsets[pixel]!) - noise[pixel]!);
    }
  }
}
