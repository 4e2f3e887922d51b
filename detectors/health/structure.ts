// Compares the structure of a picture with a reference, tile by tile. Structure such as walls and kerbs does not depend on light.
import { correlateLuma, type Patch } from '../scene/correlation.ts';
import type { Planes } from '../scene/planes.ts';
import { texturedSpread, tileSide } from './tiles.ts';

export interface Structure {
  /** Mean and spread of log luma over the picture. */
  meanLuma: number;
  spread: number;
  /** How much fine detail of the reference is still there, in the best quarter of the tiles; noise does not count. */
  keptDetail: number;
  /** Share of the reference's textured tiles that no longer show the same structure. */
  unlikeShare: number;
  /** Share of textured tiles without any structure: something covers the lens. */
  plainShare: number;
}

const unlikeCorrelation = 0.35;
/** A tile has no structure when its spread is below this share of the reference's. */
const plainShareOfSpread = 0.35;
const fewestTiles = 4;
/** Displacements that are tolerated: a swaying mast moves the picture by one pixel. */
const slack = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
/** Limit for steps of log luma, so that a few strong edges do not dominate. */
const strongestStep = 0.5;

export function structureOf(now: Planes, reference: Planes): Structure {
  const { mean, spread } = momentsOf(now, whole(now));
  const tiles = tilesOf(now, reference);
  const share = (part: readonly TileState[]) =>
    tiles.length < fewestTiles ? 0 : part.length / tiles.length;
  return {
    meanLuma: mean,
    spread,
    keptDetail: tiles.length < fewestTiles ? 1 : upperQuartile(tiles.map(({ kept }) => kept)),
    unlikeShare: share(tiles.filter(({ isLike }) => !isLike)),
    plainShare: share(tiles.filter(({ isPlain }) => isPlain)),
  };
}

interface TileState {
  readonly isLike: boolean;
  readonly isPlain: boolean;
  readonly kept: number;
}

/** The textured tiles of the reference, and their current state. */
function tilesOf(now: Planes, reference: Planes): TileState[] {
  const found: TileState[] = [];
  for (let top = 1; top + tileSide < now.height; top += tileSide)
    for (let left = 1; left + tileSide < now.width; left += tileSide) {
      const patch = { left, top, right: left + tileSide, bottom: top + tileSide };
      const { spread } = momentsOf(reference, patch);
      if (spread > texturedSpread) found.push(stateOf(now, reference, patch, spread));
    }
  return found;
}

function stateOf(now: Planes, reference: Planes, patch: Patch, spread: number): TileState {
  const isLike = slack.some(
    ([x, y]) =>
      correlateLuma(now, reference, { ...patch, shift: { x, y } }).value >= unlikeCorrelation,
  );
  const isPlain = !isLike && momentsOf(now, patch).spread < plainShareOfSpread * spread;
  return { isLike, isPlain, kept: keptDetail(now, reference, patch) };
}

/**
 * How strongly the steps between neighbouring pixels follow the reference: 1 fully, near 0 when blurred. Steps from noise do not
 * correlate.
 */
function keptDetail({ luma, width }: Planes, reference: Planes, patch: Patch): number {
  let both = 0;
  let before = 0;
  for (let y = patch.top; y < patch.bottom; y++)
    for (let pixel = y * width + patch.left; pixel < y * width + patch.right; pixel++)
      for (const next of [pixel + 1, pixel + width]) {
        const was = limited(reference.luma[next]! - reference.luma[pixel]!);
        both += was * limited(luma[next]! - luma[pixel]!);
        before += was * was;
      }
  return before === 0 ? 1 : both / before;
}

function limited(step: number): number {
  return Math.max(-strongestStep, Math.min(strongestStep, step));
}

function upperQuartile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(0.75 * sorted.length)] ?? 1;
}

function whole({ width, height }: Planes): Patch {
  return { left: 0, top: 0, right: width, bottom: height };
}

function momentsOf({ luma, width }: Planes, { left, top, right, bottom }: Patch) {
  let sum = 0;
  let square = 0;
  for (let y = top; y < bottom; y++)
    for (let pixel = y * width + left; pixel < y * width + right; pixel++) {
      const value = luma[pixel]!;
      sum += value;
      square += value * value;
    }
  const count = Math.max(1, (right - left) * (bottom - top));
  const mean = sum / count;
  return { mean, spread: Math.sqrt(Math.max(0, square / count - mean * mean)) };
}
