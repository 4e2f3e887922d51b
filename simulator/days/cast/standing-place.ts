// The relation of an object to a fence: whether its ground point is inside, how much of it overlaps, and whether the fence's settings
// apply to it. Takes the placed object and the fence; returns the truth that an engine is measured by.
import {
  completeFence,
  fenceFileSchema,
  isInside,
  type Box,
  type Fence,
  type FenceFile,
  type Polygon,
} from '../../../contracts/index.ts';
import type { Ground } from '../../ground.ts';
import { extentOf, type Placement } from '../../placement.ts';

export interface StandingPlace {
  /** Whether its ground point is in the fence. */
  readonly isFootInside: boolean;
  /** Share of the object that is inside the fence. */
  readonly insideShare: number;
  /** Share of the fence that the object covers. */
  readonly fenceShare: number;
}

/** Sprites include a shadow below the ground point, which does not belong to the object. */
const belowFootCm = 4;
/** Areas are sampled on a grid of this many steps in each direction. */
const steps = 40;
/** The share of its box that a heap or parasol fills. Sizes are multiplied by it before they are compared with the fence's limits. */
const filled = 0.55;

/** The box of the object without its shadow, clipped to the picture. */
export function bodyOf(thing: Placement, ground: Ground): Box {
  const { extent } = thing.sprite;
  const sprite = {
    ...thing.sprite,
    extent: { ...extent, bottom: Math.min(extent.bottom, belowFootCm) },
  };
  return clipped(extentOf({ ...thing, sprite }, ground));
}

export function standingPlaceOf(
  body: Box,
  foot: readonly [number, number],
  { polygon, holes = [] }: Pick<FenceFile, 'polygon' | 'holes'>,
): StandingPlace {
  const isIn = (x: number, y: number) =>
    isInside(polygon, x, y) && !holes.some((hole) => isInside(hole, x, y));
  const insideShare = shareOf(body, isIn);
  const area = around(polygon);
  const fenceArea = shareOf(area, isIn) * area.width * area.height;
  const inside = insideShare * body.width * body.height;
  return {
    isFootInside: isIn(foot[0], foot[1]),
    insideShare,
    fenceShare: fenceArea === 0 ? 0 : inside / fenceArea,
  };
}

/** Whether the fence applies to the object: by its anchor and its minimum size. */
export function isAskedFor(
  { isFootInside, insideShare, fenceShare }: StandingPlace,
  file: FenceFile,
): boolean {
  const fence = completeFence(fenceFileSchema.parse(file));
  return isAnchored({ isFootInside, insideShare, fenceShare }, fence) && fenceShare >= least(fence);
}

function isAnchored(
  { isFootInside, insideShare, fenceShare }: StandingPlace,
  { anchor }: Fence,
): boolean {
  switch (anchor.by) {
    case 'any-overlap':
      return insideShare > 0;
    case 'bottom-centre':
      return isFootInside;
    case 'inside':
      return isFootInside && insideShare >= anchor.share + 0.05;
    case 'covers':
      return fenceShare >= anchor.share;
  }
}

function least({ definition, minCover, minArea }: Fence): number {
  const { where } = definition;
  if (where.minCover !== undefined) return minCover / filled;
  return where.minArea === undefined ? 0 : minArea / filled;
}

function around(polygon: Polygon): Box {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The share of the box that is inside. */
function shareOf({ x, y, width, height }: Box, isIn: (x: number, y: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < steps; row++)
    for (let column = 0; column < steps; column++)
      if (isIn(x + ((column + 0.5) / steps) * width, y + ((row + 0.5) / steps) * height)) count++;
  return count / steps ** 2;
}

/** The part of a box that is in the picture. */
export function clipped({ x, y, width, height }: Box): Box {
  const left = Math.max(0, Math.min(1, x));
  const top = Math.max(0, Math.min(1, y));
  const right = Math.max(left, Math.min(1, x + width));
  const bottom = Math.max(top, Math.min(1, y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
