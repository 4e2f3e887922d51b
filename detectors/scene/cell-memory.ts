// The memory of scene change: the background model, and for every cell (2×2 pixels) a settled and a fresh appearance in front of it, with
// their times. With two appearances a passer-by does not restart the dwell of an object. Everything is stored in the light of the
// background; pictures in other light are converted (light.ts).
import { createGrain, type Grain } from './grain.ts';
import { withoutLight, type Light } from './light.ts';
import { copyPlanes, type Planes } from './planes.ts';
import { pictureNumbers, settledNumbers } from './numbers.ts';

const { leastColour } = pictureNumbers;
const { personShare } = settledNumbers;

/** Times are epoch ms; 0 means never. All arrays have one entry per cell. */
export interface Appearance {
  readonly planes: Planes;
  /** Time of the first frame that showed it. */
  readonly since: Float64Array;
  /** Time of the latest frame that showed it. */
  readonly seenAt: Float64Array;
  /** How long it was visible since then, ms. */
  readonly seenMs: Float64Array;
}

export interface CellMemory {
  readonly columns: number;
  readonly rows: number;
  readonly background: Planes;
  /** Mean deviation of luma per pixel without changes. */
  readonly noise: Float32Array;
  /** Mean deviation of chroma per cell without changes. */
  readonly colourNoise: Float32Array;
  /** Noise by luma, for objects whose place had another luma. */
  readonly grain: Grain;
  /**
   * Doubt: how much a cell has differed from the background recently, 0..1. A small difference that lasts may be an object too.
   */
  readonly doubt: Float32Array;
  /** The settled object in front of the background. */
  readonly settled: Appearance;
  /** The fresh appearance: the latest content that is neither background nor settled. */
  readonly fresh: Appearance;
  /** How long a person was detected at the settled object, ms. */
  readonly personMs: Float64Array;
  /** When a person was last detected there; 0 when unknown. Not stored over a restart. */
  readonly personSeenAt: Float64Array;
  /** Since when the background has been visible again; 0 while it is not. */
  readonly clearSince: Float64Array;
  /** 1 where the background shows a person or a vehicle: the ground there was never seen. Not stored over a restart. */
  readonly occupied: Uint8Array;
  /** When it was last part of a region that is only light; 0 for never. Not stored over a restart. */
  readonly litAt: Float64Array;
}

export function createCellMemory(background: Planes): CellMemory {
  const { width, height } = background;
  const columns = width >> 1;
  const rows = height >> 1;
  return {
    columns,
    rows,
    background,
    noise: new Float32Array(width * height).fill(0.02),
    colourNoise: new Float32Array(columns * rows).fill(0.02),
    grain: createGrain(),
    doubt: new Float32Array(columns * rows),
    settled: createAppearance(background),
    fresh: createAppearance(background),
    personMs: new Float64Array(columns * rows),
    personSeenAt: new Float64Array(columns * rows),
    clearSince: new Float64Array(columns * rows),
    occupied: new Uint8Array(columns * rows),
    litAt: new Float64Array(columns * rows),
  };
}

/** Cells that look like the background but lie beside cells of a known object. */
function createAppearance(background: Planes): Appearance {
  const cells = background.red.length;
  return {
    planes: copyPlanes(background),
    since: new Float64Array(cells),
    seenAt: new Float64Array(cells),
    seenMs: new Float64Array(cells),
  };
}

/** Copies one cell. */
export function copyCell(from: Planes, to: Planes, cell: number): void {
  const { width } = from;
  const first = firstPixel(width, cell);
  to.luma[first] = from.luma[first]!;
  to.luma[first + 1] = from.luma[first + 1]!;
  to.luma[first + width] = from.luma[first + width]!;
  to.luma[first + width + 1] = from.luma[first + width + 1]!;
  to.red[cell] = from.red[cell]!;
  to.blue[cell] = from.blue[cell]!;
}

/** Sets a cell to its present content in the light of the background, or moves it `share` of the way (0..1). */
export function takeCell(
  { now, light }: { now: Planes; light: Light },
  to: Planes,
  cell: number,
  share = 1,
): void {
  const { width } = now;
  const first = firstPixel(width, cell);
  for (let at = 0; at < 4; at++) {
    const pixel = first + (at & 1) + (at >> 1) * width;
    const luma = withoutLight(light, pixel, now.luma[pixel]!);
    to.luma[pixel]! += share * (luma - to.luma[pixel]!);
  }
  to.red[cell]! += share * (now.red[cell]! - light.red[cell]! - to.red[cell]!);
  to.blue[cell]! += share * (now.blue[cell]! - light.blue[cell]! - to.blue[cell]!);
}

/** The pixel at the top left of a cell. */
export function firstPixel(width: number, cell: number): number {
  const columns = width >> 1;
  return Math.floor(cell / columns) * 2 * width + (cell % columns) * 2;
}

/** Whether the picture has colour, by the mean chroma of the background. */
export function hasColour({ background: { red, blue } }: Pick<CellMemory, 'background'>): boolean {
  let sum = 0;
  for (let cell = 0; cell < red.length; cell++) sum += Math.abs(red[cell]!) + Math.abs(blue[cell]!);
  return sum >= leastColour * Math.max(1, red.length);
}

/** Mean luma of a cell. */
export function lumaOf({ luma, width }: Planes, cell: number): number {
  const first = firstPixel(width, cell);
  return (luma[first]! + luma[first + 1]! + luma[first + width]! + luma[first + width + 1]!) / 4;
}

export function forgetCell(appearance: Appearance, cell: number): void {
  appearance.since[cell] = 0;
  appearance.seenAt[cell] = 0;
  appearance.seenMs[cell] = 0;
}

/** Makes the fresh appearance of a cell its settled one. */
export function settleCell(memory: CellMemory, cell: number): void {
  copyCell(memory.fresh.planes, memory.settled.planes, cell);
  memory.settled.since[cell] = memory.fresh.since[cell]!;
  memory.settled.seenAt[cell] = memory.fresh.seenAt[cell]!;
  memory.settled.seenMs[cell] = memory.fresh.seenMs[cell]!;
  memory.personMs[cell] = 0;
  forgetCell(memory.fresh, cell);
}

/** Whether the settled object of a cell is a standing person. */
export function isPersons({ personMs, settled }: CellMemory, cell: number): boolean {
  return personMs[cell]! > 0 && personMs[cell]! >= personShare * settled.seenMs[cell]!;
}

/** Makes a settled or fresh appearance the background of a cell. */
export function rebaseCell(memory: CellMemory, { planes }: Appearance, cell: number): void {
  copyCell(planes, memory.background, cell);
  forgetCell(memory.settled, cell);
  forgetCell(memory.fresh, cell);
  memory.clearSince[cell] = 0;
  memory.doubt[cell] = 0;
  memory.occupied[cell] = 0;
}
