// How much of a matter was hidden by objects in front of it: what could not be seen is no miss. Takes the boxes of each look;
// returns the mean hidden share of each matter while it was there.
import type { Box } from '../../contracts/index.ts';
import type { Cause } from '../../simulator/days/cast/actor.ts';
import type { SeenThing } from '../../simulator/days/seen-thing.ts';

export interface HiddenPlace {
  readonly at: readonly [number, number];
  readonly region: Box;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface HiddenTally {
  note(timeMs: number, seen: readonly SeenThing[]): void;
  /** By the index of the matter; 0 if there was no look. */
  shareOf(index: number): number;
}

/** The person who puts it down hides it at first. */
const settledMs = 10_000;
const steps = 16;
/** People and cars fill the middle of their boxes, not the corners. */
const trimmed = 0.12;
/** Flat objects, objects close to the lens, and objects that are mostly air. */
const airy: ReadonlySet<Cause> = new Set<Cause>([
  ...(['matter', 'tree', 'flag', 'none-known', 'leaves'] as const),
  ...(['insect', 'spider', 'dirt', 'drops'] as const),
]);

export function createHiddenTally(matters: readonly HiddenPlace[]): HiddenTally {
  const sums = matters.map(() => ({ covered: 0, looks: 0 }));
  return {
    note: (timeMs, seen) => {
      matters.forEach((matter, index) => {
        const sum = sums[index];
        if (!sum || timeMs < matter.fromMs + settledMs || timeMs >= matter.toMs) return;
        sum.covered += coveredShare(matter, seen);
        sum.looks++;
      });
    },
    shareOf: (index) => {
      const { covered, looks } = sums[index] ?? { covered: 0, looks: 0 };
      return looks === 0 ? 0 : covered / looks;
    },
  };
}

/** Lower in the picture is nearer. */
function coveredShare({ region, at }: HiddenPlace, seen: readonly SeenThing[]): number {
  const before = seen
    .filter(({ box, cause }) => !airy.has(cause) && box.y + box.height > at[1] + 0.004)
    .map(({ box }) => trim(box));
  if (before.length === 0) return 0;
  let count = 0;
  for (let row = 0; row < steps; row++)
    for (let column = 0; column < steps; column++) {
      const x = region.x + ((column + 0.5) / steps) * region.width;
      const y = region.y + ((row + 0.5) / steps) * region.height;
      if (before.some((box) => holds(box, x, y))) count++;
    }
  return count / steps ** 2;
}

function trim({ x, y, width, height }: Box): Box {
  return { x: x + width * trimmed, y, width: width * (1 - 2 * trimmed), height };
}

function holds({ x, y, width, height }: Box, atX: number, atY: number): boolean {
  return atX >= x && atX < x + width && atY >= y && atY < y + height;
}
