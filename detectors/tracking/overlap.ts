// How two boxes lie to each other. Boxes are normalised; nothing here knows pixels.
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

/** Share of `inner` that lies in `outer`, 0..1. */
export function containment(inner: Box, outer: Box): number {
  return area(inner) === 0 ? 0 : intersection(inner, outer) / area(inner);
}
