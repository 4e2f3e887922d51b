// Finds the crossing edges of a ring, to mark them while it is drawn. Uses the same rule that refuses the polygon when it is
// armed.
import { edgesMeet, type Point } from '../../../contracts/index.ts';

/**
 * Indexes of the points where a crossing edge begins, in order. An open line, as while drawing, has no edge from its last
 * point to its first.
 */
export function crossingEdges(points: readonly Point[], isClosed: boolean): number[] {
  const total = isClosed && points.length >= 3 ? points.length : points.length - 1;
  const crossing = new Set<number>();
  for (let i = 0; i < total; i++)
    for (let j = i + 1; j < total; j++) if (edgesMeet(points, i, j)) crossing.add(i).add(j);
  return [...crossing].sort((a, b) => a - b);
}
