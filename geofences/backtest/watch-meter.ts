// Measures how much of each fence was outside the detector's crops while the log was written. Labels are missing there, so a
// back-test finds less than a live fence. Takes the watched areas of each observation; returns a share for each fence.
import type { Box, Fence } from '../../contracts/index.ts';
import { isInFence } from '../area/fence-area.ts';

export interface UnwatchedFence {
  readonly fenceId: string;
  /** The mean unwatched share of the fence's area, over all observations where it is known: 0..1, above 0. */
  readonly share: number;
}

export interface WatchMeter {
  /** @param watched the areas that the detector was given for this many observations; null when unknown */
  add(observations: number, watched: readonly Box[] | null): void;
  /** The fences with unwatched parts, in their order; null when nothing is known. */
  end(): UnwatchedFence[] | null;
}

/** A fence is sampled at this many points per side of its bounding box. */
const pointsASide = 48;

export function createWatchMeter(fences: readonly Fence[]): WatchMeter {
  const seen = new Map<string, { readonly watched: readonly Box[]; count: number }>();
  let last: { readonly watched: readonly Box[]; count: number } | null = null;
  return {
    add: (count, watched) => {
      if (watched === null || count === 0) return;
      // Consecutive blocks of a log mostly share the list, or have equal ones.
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
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const width = Math.max(...xs) - left;
  const height = Math.max(...ys) - top;
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
