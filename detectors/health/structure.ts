// The structure of a picture against a reference, tile by tile: light may change, walls and kerbs stay where they are.
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
  let best = { score: 0.3, x: 0, y: 0 };
  const reach = { x: Math.floor(now.width / 5), y: Math.floor(now.height / 5) };
  for (let y = -reach.y; y <= reach.y; y += 2) {
    for (let x = -reach.x; x <= reach.x; x += 2) {
      const score = sampledLikeness(now, reference, x, y);
      if (score > best.score) best = { score, x, y };
    }
  }
  return best.x === 0 && best.y === 0 ? null : { x: best.x / now.width, y: best.y / now.height };
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
        const { value, spread } = correlate(now, reference, { left, top, x, y });
        if (spread <= texturedSpread) break;
        best = Math.max(best, value);
        if (best >= unlikeCorrelation) break;
      }
      if (best > -1) found.push(best);
    }
  }
  return found;
}

interface Placement {
  left: number;
  top: number;
  x: number;
  y: number;
}

function correlate(
  now: Planes,
  reference: Planes,
  { left, top, x, y }: Placement,
): { value: number; spread: number } {
  const sum = { a: 0, b: 0, ab: 0, aa: 0, bb: 0 };
  for (let row = top; row < top + tile; row++) {
    for (let column = left; column < left + tile; column++) {
      const a = now.luma[(row + y) * now.width + column + x] ?? 0;
      const b = reference.luma[row * now.width + column]!;
      sum.a += a;
      sum.b += b;
      sum.ab += a * b;
      sum.aa += a * a;
      sum.bb += b * b;
    }
  }
  return correlationOf(sum, tile * tile);
}

interface Sums {
  a: number;
  b: number;
  ab: number;
  aa: number;
  bb: number;
}

function correlationOf(
  { a, b, ab, aa, bb }: Sums,
  count: number,
): { value: number; spread: number } {
  const [varianceA, varianceB] = [aa / count - (a / count) ** 2, bb / count - (b / count) ** 2];
  const covariance = ab / count - (a * b) / count ** 2;
  const value =
    varianceA <= 1e-9 || varianceB <= 1e-9 ? 0 : covariance / Math.sqrt(varianceA * varianceB);
  return { value, spread: Math.sqrt(Math.max(0, varianceB)) };
}

/** Correlation of every third pixel of the part that both pictures show. */
function sampledLikeness(now: Planes, reference: Planes, x: number, y: number): number {
  const sum = { a: 0, b: 0, ab: 0, aa: 0, bb: 0 };
  let count = 0;
  for (let row = Math.max(0, -y); row < Math.min(now.height, now.height - y); row += 3) {
    for (let column = Math.max(0, -x); column < Math.min(now.width, now.width - x); column += 3) {
      const a = now.luma[(row + y) * now.width + column + x]!;
      const b = reference.luma[row * now.width + column]!;
      sum.a += a;
      sum.b += b;
      sum.ab += a * b;
      sum.aa += a * a;
      sum.bb += b * b;
      count++;
    }
  }
  return correlationOf(sum, Math.max(1, count)).value;
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
