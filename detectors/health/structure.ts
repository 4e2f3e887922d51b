// The structure of a picture against a reference, tile by tile: light may change, walls and kerbs stay where they are.
import { correlateLuma } from '../scene/correlation.ts';
import type { Planes } from '../scene/planes.ts';

export interface Structure {
  /** Mean and spread of log luma over the picture. */
  meanLuma: number;
  spread: number;
  /** Fine detail now as share of the reference's. */
  detailShare: number;
  /** Share of the reference's textured tiles that no longer show the same structure. */
  unlikeShare: number;
}

const tile = 16;
const texturedSpread = 0.07;
const unlikeCorrelation = 0.35;
/** A shift that brings back less of the structure is none. */
const leastLikeness = 0.3;
/** A mast that sways: structure may lie one pixel off. */
const slack = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

export function structureOf(now: Planes, reference: Planes): Structure {
  const { mean, spread } = momentsOf(now.luma);
  const likeness = tileLikeness(now, reference, slack);
  const unlike = likeness.filter((value) => value < unlikeCorrelation).length;
  return {
    meanLuma: mean,
    spread,
    detailShare: detail(now) / Math.max(1e-6, detail(reference)),
    unlikeShare: likeness.length < 4 ? 0 : unlike / likeness.length,
  };
}

/**
 * The shift of the whole picture against the reference, as shares of its sides, found by trying shifts of up to a fifth
 * of the picture; null when none brings the structure back.
 */
export function findShift(now: Planes, reference: Planes): { x: number; y: number } | null {
  const reach = { x: Math.floor(now.width / 10), y: Math.floor(now.height / 10) };
  const coarse = bestShift(now, reference, { x: 0, y: 0 }, { reach, step: 2 });
  if (coarse.score <= leastLikeness) return null;
  const { x, y } = bestShift(now, reference, coarse, { reach: { x: 1, y: 1 }, step: 1 });
  return x === 0 && y === 0 ? null : { x: x / now.width, y: y / now.height };
}

interface ScoredShift {
  score: number;
  x: number;
  y: number;
}

/** Tries shifts of `reach` steps each way around one. */
function bestShift(
  now: Planes,
  reference: Planes,
  around: { x: number; y: number },
  { reach, step }: { reach: { x: number; y: number }; step: number },
): ScoredShift {
  let best: ScoredShift = { score: -1, x: around.x, y: around.y };
  for (let row = -reach.y; row <= reach.y; row++) {
    for (let column = -reach.x; column <= reach.x; column++) {
      const [x, y] = [around.x + column * step, around.y + row * step];
      const score = sampledLikeness(now, reference, x, y);
      if (score > best.score) best = { score, x, y };
    }
  }
  return best;
}

/** Best correlation of each textured tile over the given offsets; the further ones are tried only when it is needed. */
function tileLikeness(
  now: Planes,
  reference: Planes,
  offsets: readonly (readonly [number, number])[],
): number[] {
  const found: number[] = [];
  for (let top = 1; top + tile < now.height; top += tile) {
    for (let left = 1; left + tile < now.width; left += tile) {
      let best = -1;
      for (const [x, y] of offsets) {
        const patch = { left, top, right: left + tile, bottom: top + tile, shift: { x, y } };
        const { value, spread } = correlateLuma(now, reference, patch);
        if (spread <= texturedSpread) break;
        best = Math.max(best, value);
        if (best >= unlikeCorrelation) break;
      }
      if (best > -1) found.push(best);
    }
  }
  return found;
}

/** Correlation of every third pixel of the part that both pictures show. */
function sampledLikeness(now: Planes, reference: Planes, x: number, y: number): number {
  const both = {
    ...{ left: Math.max(0, -x), right: Math.min(now.width, now.width - x) },
    ...{ top: Math.max(0, -y), bottom: Math.min(now.height, now.height - y) },
  };
  return correlateLuma(now, reference, { ...both, shift: { x, y }, every: 3 }).value;
}

function momentsOf(values: Float32Array): { mean: number; spread: number } {
  let [sum, square] = [0, 0];
  for (const value of values) {
    sum += value;
    square += value * value;
  }
  const mean = sum / values.length;
  return { mean, spread: Math.sqrt(Math.max(0, square / values.length - mean * mean)) };
}

/** Mean step of log luma between neighbours. */
function detail({ luma, width }: Planes): number {
  let sum = 0;
  for (let pixel = 0; pixel < luma.length - width - 1; pixel++)
    sum +=
      Math.abs(luma[pixel]! - luma[pixel + 1]!) + Math.abs(luma[pixel]! - luma[pixel + width]!);
  return sum / luma.length;
}
