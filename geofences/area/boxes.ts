// Relations between boxes, for places and the people around them.
import type { Box, Point } from '../../contracts/index.ts';

export function areaOf(box: Box): number {
  return box.width * box.height;
}

export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

export function unionOf(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The foot point: the middle of its lower edge, slightly inside, so that it is never outside the picture. */
export function footOf({ x, y, width, height }: Box): Point {
  return [x + width / 2, y + height * 0.95];
}

/** The box grown by these shares of its own size on every side, within the picture. */
export function grown(box: Box, sideShare: number, upShare: number): Box {
  const x = Math.max(0, box.x - box.width * sideShare);
  const y = Math.max(0, box.y - box.height * upShare);
  const right = Math.min(1, box.x + box.width * (1 + sideShare));
  const bottom = Math.min(1, box.y + box.height * (1 + upShare));
  return { x, y, width: right - x, height: bottom - y };
}

/** Whether two boxes are the same place: they share a large part of the smaller one. */
export function isSamePlace(a: Box, b: Box): boolean {
  const common = sharedArea(a, b);
  return common > 0 && common >= 0.3 * Math.min(areaOf(a), areaOf(b));
}
