// Tells what a region is that changed as evenly as light does, but ends at a hard edge: a thing of one grey looks so, and so does a
// hard shadow. Takes the region, its measures and what stands near it; gives a verdict. Pure.
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
  /** Whether the light of the whole picture has changed lately: then its hard edges have come with it. */
  readonly hasLightMoved: boolean;
  /** The things of the picture before: what is one stays one, whoever passes and whatever the light does. */
  readonly known: readonly Pick<KnownRegion, 'cells'>[];
  /** The other regions of this picture: what stands casts shadows. */
  readonly others: readonly CellRegion[];
}

/**
 * `thing`: nothing near it casts a shadow. `wait`: somebody or something near it may cast it; what is said later counts. `light`: the
 * texture below is kept, the edge is soft or the light has changed.
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

/** A thing of one grey. Cars and passers-by that look alike leave uneven traces where they pass. */
function isEven({ roughNow, lumaChange }: RegionMeasures): boolean {
  return roughNow <= maxRough * Math.abs(lumaChange);
}

/** The step across the rim is nearly the whole change, where the ground itself had none. */
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

/** Somebody was seen near it a moment ago, another region lies near it, or the lower edge cuts it: of whom that cuts little is seen. */
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
