// How much of each fence the detector was not given while the log was written: there people and labels are missing, and what
// a back-test says is less than live. Takes what was watched, observation by observation; gives a share for each fence.
import type { Box, Fence } from '../../contracts/index.ts';
import { isInFence } from '../fence-area.ts';

export interface UnwatchedFence {
  readonly fenceId: string;
  /** How much of the fence's area was not watched, on the average of all observations of which it is known: 0..1, above 0. */
  readonly share: number;
}

export interface WatchMeter {
  /** @param watched what the detector was given of the picture during so many observations; null when that is not known */
  add(observations: number, watched: readonly Box[] | null): void;
  /** The fences of which something was not watched, in their order; null when nothing is known. */
  end(): UnwatchedFence[] | null;
}

/** A fence is looked at in this many points a side of its bounds. */
const pointsASide = 48;

export function createWatchMeter(fences: readonly Fence[]): WatchMeter {
  const seen = new Map<string, { readonly watched: readonly Box[]; count: number }>();
  let last: { readonly watched: readonly Box[]; count: number } | null = null;
  return {
    add: (count, watched) => {
      if (watched === null || count === 0) return;
      // Blocks of a log that follow one another mostly share the list, or say the same.
      if (last?.watched !== watched) {
        const key = JSON.stringify(watched);
        last = seen.get(key) ?? { watched, count: 0 };
        seen.set(key, last);
      }
      last.count += count;
    },
    end: () => {
      const all = [...seen.values()];
      const total = all.reduce((sum, { count }) => sum + count, 0);
      if (total === 0) return null;
      return fences
        .map((fence) => {
          const points = pointsOf(fence);
          const missed = all.map(({ watched, count }) => count * shareOutside(points, watched));
          return { fenceId: fence.id, share: missed.reduce((sum, one) => sum + one, 0) / total };
        })
        .filter(({ share }) => share > 0);
    },
  };
}

type Point = readonly [x: number, y: number];

/** Points spread evenly over the fence. */
function pointsOf(fence: Fence): Point[] {
  const xs = fence.polygon.map(([x]) => x);
  const ys = fence.polygon.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const points: Point[] = [];
  for (let row = 0.5; row < pointsASide; row++)
    for (let column = 0.5; column < pointsASide; column++) {
      const x = left + (column / pointsASide) * width;
      const y = top + (row / pointsASide) * height;
      if (isInFence(fence, [x, y])) points.push([x, y]);
    }
  return points;
}

function shareOutside(points: readonly Point[], boxes: readonly Box[]): number {
  if (points.length === 0) return 0;
  const outside = points.filter((point) => !boxes.some((box) => isInBox(box, point)));
  return outside.length / points.length;
}

function isInBox({ x, y, width, height }: Box, [px, py]: Point): boolean {
  return px >= x && px <= x + width && py >= y && py <= y + height;
}
