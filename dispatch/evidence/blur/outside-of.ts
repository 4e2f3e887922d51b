// The part of a picture that the detector did not get. Pure. Takes the boxes that it got; returns boxes that cover the rest and do
// not overlap.
import type { Box } from '../../../contracts/index.ts';

export function outsideOf(boxes: readonly Box[]): Box[] {
  const across = cutsOf(boxes.map(({ x, width }) => [x, x + width]));
  const down = cutsOf(boxes.map(({ y, height }) => [y, y + height]));
  return down.flatMap(([top, bottom]) => {
    const free = across.filter(
      ([left, right]) => !boxes.some((box) => holds(box, (left + right) / 2, (top + bottom) / 2)),
    );
    return joined(free).map(([left, right]) => ({
      ...{ x: left, y: top },
      ...{ width: right - left, height: bottom - top },
    }));
  });
}

type Stretch = [from: number, to: number];

/** From edge to edge, 0 to 1. */
function cutsOf(edges: readonly (readonly number[])[]): Stretch[] {
  const within = edges.flat().map((edge) => Math.min(1, Math.max(0, edge)));
  const cuts = [...new Set([0, ...within, 1])].sort((one, other) => one - other);
  return cuts.slice(1).map((to, index) => [cuts[index] ?? 0, to]);
}

function holds({ x, y, width, height }: Box, atX: number, atY: number): boolean {
  return atX >= x && atX <= x + width && atY >= y && atY <= y + height;
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const [from, to] of stretches) {
    const last = whole.at(-1);
    if (last?.[1] === from) last[1] = to;
    else whole.push([from, to]);
  }
  return whole;
}
