// Where a planted thing stands in a fence: whether its foot is inside, how much of it lies inside, and whether the fence asks for
// it by its own words. Takes the thing as it is placed and the fence; gives the truth that an engine is judged by.
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
  /** The point where it touches the ground. */
  readonly isFootInside: boolean;
  /** Of the thing. */
  readonly insideShare: number;
  /** Of the fence, that it covers. */
  readonly fenceShare: number;
}

/** Sprites hold a shadow below their foot, which no detector counts as the thing. */
const belowFootCm = 4;
/** Steps across and down in which areas are counted. */
const steps = 40;
/** A heap or a parasol fills about so much of its box; with less than the limit left it is not asked for. */
const filled = 0.55;

/** The part of the picture that the thing itself covers, without its shadow and within the picture. */
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

/** Whether the fence, as it is written, is about a thing that stands so: by its anchor, and large enough. */
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

/** Of the box, that is inside. */
function shareOf({ x, y, width, height }: Box, isIn: (x: number, y: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < steps; row++)
    for (let column = 0; column < steps; column++)
      if (isIn(x + ((column + 0.5) / steps) * width, y + ((row + 0.5) / steps) * height)) count++;
  return count / steps ** 2;
}

/** What of a box lies in the picture. */
export function clipped({ x, y, width, height }: Box): Box {
  const left = Math.max(0, Math.min(1, x));
  const top = Math.max(0, Math.min(1, y));
  const right = Math.max(left, Math.min(1, x + width));
  const bottom = Math.max(top, Math.min(1, y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
