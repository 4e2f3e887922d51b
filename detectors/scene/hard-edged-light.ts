// Judges a region that changed evenly, as light does, but ends at a hard edge: an object of one grey, or a hard shadow. Takes the
// region, its measures and its surroundings; returns a verdict. Pure.
import type { CellMemory } from './cell-memory.ts';
import type { KnownRegion } from './follow-regions.ts';
import { hardEdgeNumbers, regionNumbers } from './numbers.ts';
import type { CellRegion, RegionMeasures } from './regions.ts';

const { sameOverlap } = regionNumbers;
const { leastCells, maxRough, leastEdge, mostBefore, leastChange } = hardEdgeNumbers;
const { keptTexture, near, compact, leaveMs } = hardEdgeNumbers;

export interface Surroundings {
  readonly memory: CellMemory;
  readonly at: number;
  /** Whether the light of the whole picture has changed lately, which may have caused hard edges. */
  readonly hasLightMoved: boolean;
  /** The objects of the previous picture, which stay objects. */
  readonly known: readonly Pick<KnownRegion, 'cells'>[];
  /** The other regions of this picture, which may cast shadows. */
  readonly others: readonly CellRegion[];
}

/**
 * `thing`: an object, because nothing near it can cast a shadow. `wait`: undecided, because a person or object near it may cast it.
 * `light`: the texture below is still there, the edge is soft, or the light has changed.
 */
export type HardEdgeVerdict = 'thing' | 'wait' | 'light';

export function weighHardEdge(
  region: CellRegion,
  measures: RegionMeasures,
  around: Surroundings,
): HardEdgeVerdict {
  if (region.cells.length < leastCells || !isEven(measures) || !hasHardEdge(measures))
    return 'light';
  if (isKnown(region, around.known)) return 'thing';
  if (around.hasLightMoved || !isCompact(region)) return 'light';
  return isBesideCaster(region, around) ? 'wait' : 'thing';
}

/** Whether the change is even, as of an object of one grey. Passing cars and people leave uneven traces. */
function isEven({ roughNow, lumaChange }: RegionMeasures): boolean {
  return roughNow <= maxRough * Math.abs(lumaChange);
}

/** Whether the step across the rim is nearly the whole change, and the ground had no step there. */
function hasHardEdge(measures: RegionMeasures): boolean {
  const { outlineNow, outlineBefore, lumaChange, similarity } = measures;
  const change = Math.abs(lumaChange);
  return (
    change >= leastChange &&
    similarity < keptTexture &&
    outlineNow >= leastEdge * change &&
    outlineBefore <= mostBefore * outlineNow
  );
}

function isCompact({ cells, left, right, top, bottom }: CellRegion): boolean {
  const across = right - left + 1;
  const along = bottom - top + 1;
  const isFilled = cells.length >= compact.leastFilled * across * along;
  return isFilled && Math.max(across, along) <= compact.maxLength * Math.min(across, along);
}

function isKnown({ cells }: CellRegion, known: Surroundings['known']): boolean {
  return known.some((one) => {
    const both = cells.filter((cell) => one.cells.has(cell)).length;
    return both >= sameOverlap * Math.max(cells.length, one.cells.size);
  });
}

/**
 * Whether a possible caster of a shadow is near: a recent person, another region, or the lower edge of the picture, where people are
 * cut off.
 */
function isBesideCaster(region: CellRegion, { memory, at, others }: Surroundings): boolean {
  const reach = reachOf(region, memory);
  if (region.bottom === memory.rows - 1) return true;
  if (others.some((other) => other !== region && touches(reach, other))) return true;
  for (let row = reach.top; row <= reach.bottom; row++)
    for (let column = reach.left; column <= reach.right; column++) {
      const seenAt = memory.personSeenAt[row * memory.columns + column]!;
      if (seenAt > 0 && at - seenAt < leaveMs) return true;
    }
  return false;
}

type Bounds = Pick<CellRegion, 'left' | 'right' | 'top' | 'bottom'>;

function reachOf({ left, right, top, bottom }: Bounds, { columns, rows }: CellMemory): Bounds {
  return {
    left: Math.max(0, left - near),
    right: Math.min(columns - 1, right + near),
    top: Math.max(0, top - near),
    bottom: Math.min(rows - 1, bottom + near),
  };
}

function touches(a: Bounds, b: Bounds): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
