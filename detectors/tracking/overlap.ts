// Relations between two normalised boxes.
import type { Box } from '../../contracts/index.ts';

export function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

export function area(box: Box): number {
  return box.width * box.height;
}

/** Intersection over union, 0..1. */
export function iou(a: Box, b: Box): number {
  const shared = intersection(a, b);
  return shared === 0 ? 0 : shared / (area(a) + area(b) - shared);
}

/** Share of `inner` that is in `outer`, 0..1. */
export function containment(inner: Box, outer: Box): number {
  return area(inner) === 0 ? 0 : intersection(inner, outer) / area(inner);
}

/** The largest distance between two boxes of one standing person, in shares of the larger one's sides. */
const step = { across: 1.2, down: 0.35 };
const leastLikeHeight = 0.65;

/** The nearness of two boxes of about the same height: 1 at the same place, 0 more than a step away. */
export function nearness(a: Box, b: Box): number {
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  if (width === 0 || Math.min(a.height, b.height) < leastLikeHeight * height) return 0;
  const across = Math.abs(a.x + a.width / 2 - b.x - b.width / 2) / (step.across * width);
  const down = Math.abs(a.y + a.height - b.y - b.height) / (step.down * height);
  return Math.max(0, 1 - Math.max(across, down));
}
