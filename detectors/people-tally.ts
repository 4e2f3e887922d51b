// Decides whether a static region is people, from the share of it that people covered in several closer looks, because a person in a
// group is detected in one look and missed in the next. Takes one look; returns the tally after it. Only visible cells count, because
// passers-by hide the region. A region with a constant outline needs more evidence, because people move.
import type { Box, StaticRegion } from '../contracts/index.ts';

export interface PersonSeen {
  readonly box: Box;
  readonly confidence: number;
}

export interface PeopleTally {
  readonly looks: number;
  /** Share of the region that people covered recently, 0..1; unsure detections count less. */
  readonly share: number;
  /** How constant its outline is, 0..1. */
  readonly steadiness: number;
  /** Whether it counts as people (with hysteresis). */
  readonly isPeople: boolean;
  /** Whether the latest look detected some of them. */
  readonly areSeen: boolean;
}

export const noTally: PeopleTally = {
  looks: 0,
  share: 0,
  steadiness: 0,
  isPeople: false,
  areSeen: false,
};

/** A mean over all looks at first, then a running mean over about this many. */
const lastLooks = 4;
/** The share that people must cover, linear in the outline's steadiness, between `share` and `atMost`. */
const least = { share: 0.12, atMost: 0.35, middle: 0.25, middleSteadiness: 0.85, slope: 1.6 };
/** Hysteresis: the state ends at this part of the starting threshold. */
const endPart = 0.5;
/** Confidence below `from` counts nothing, above `to` fully. */
const unsure = { from: 0.15, to: 0.4 };
/** A person's shadow and reflection extend below the box by up to this share of its height. */
const feetShare = 0.12;
/** Share of a region that must be visible for a result. */
const leastInSight = 0.3;

/**
 * Limits for a region in a row with people: upright, of the same height, with feet on the same line, and next to them; in shares of
 * their height.
 */
const alike = { height: 0.2, foot: 0.12, beside: 1.2, upright: 1.6 };

/** The result of one look. */
export interface PeopleLook {
  /** Share of the region that people cover now; null when unknown. */
  readonly cover: number | null;
  /** How much of the region is the same as at the previous look, 0..1. */
  readonly kept: number;
  /** Whether it stands in a row with people: `isLikeNeighbours`. */
  readonly isAlike?: boolean;
}

export function tallyPeople(
  before: PeopleTally,
  { cover, kept, isAlike }: PeopleLook,
): PeopleTally {
  if (cover === null) return before;
  const looks = before.looks + 1;
  const weight = 1 / Math.min(looks, lastLooks);
  const share = before.share + weight * (cover - before.share);
  const steadiness = before.steadiness + weight * (kept - before.steadiness);
  const asked = isAlike ? least.share : neededShare(steadiness);
  const needed = asked * (before.isPeople ? endPart : 1);
  const isPeople = share >= needed;
  return { looks, share, steadiness, isPeople, areSeen: isPeople && cover >= least.share };
}

function neededShare(steadiness: number): number {
  const line = least.middle + (steadiness - least.middleSteadiness) * least.slope;
  return Math.min(least.atMost, Math.max(least.share, line));
}

/**
 * Whether an upright region stands in a row with people and has their height: probably a person in a queue whom the model misses.
 * @param aspect width divided by height of the picture
 */
export function isLikeNeighbours(
  region: Box,
  people: readonly PersonSeen[],
  aspect: number,
): boolean {
  const isUpright = region.height >= alike.upright * region.width * aspect;
  return (
    isUpright &&
    people.some(({ box, confidence }) => {
      const apart = Math.abs(middleOf(box) - middleOf(region)) * aspect;
      return (
        confidence >= unsure.to &&
        apart >= (box.width * aspect) / 2 &&
        apart <= alike.beside * box.height &&
        Math.abs(box.height - region.height) <= alike.height * box.height &&
        Math.abs(footOf(box) - footOf(region)) <= alike.foot * box.height
      );
    })
  );
}

function middleOf({ x, width }: Box): number {
  return x + width / 2;
}

function footOf({ y, height }: Box): number {
  return y + height;
}

/** Intersection over union of two outlines, in cells. */
export function sharedOutline(before: StaticRegion['spans'], now: StaticRegion['spans']): number {
  const shared = before.reduce(
    (sum, [row, first, last]) =>
      sum +
      now
        .filter((span) => span[0] === row)
        .reduce(
          (own, span) => own + Math.max(0, Math.min(last, span[2]) - Math.max(first, span[1]) + 1),
          0,
        ),
    0,
  );
  return shared / Math.max(1, cellsOf(before) + cellsOf(now) - shared);
}

function cellsOf(spans: StaticRegion['spans']): number {
  return spans.reduce((sum, [, first, last]) => sum + last - first + 1, 0);
}

export interface RegionInSight {
  readonly spans: StaticRegion['spans'];
  readonly grid: { readonly columns: number; readonly rows: number };
  /** Whether a cell shows the region itself, and nothing in front of it. */
  readonly isInSight: (row: number, column: number) => boolean;
}

/** The share of the region's visible cells that lie on people, 0..1; null when most of it is hidden. */
export function coverOf(region: RegionInSight, people: readonly PersonSeen[]): number | null {
  const { spans, grid, isInSight } = region;
  let all = 0;
  let inSight = 0;
  let covered = 0;
  for (const [row, first, last] of spans) {
    all += last - first + 1;
    for (let column = first; column <= last; column++) {
      if (!isInSight(row, column)) continue;
      inSight++;
      covered += surenessAt((column + 0.5) / grid.columns, (row + 0.5) / grid.rows, people);
    }
  }
  return inSight === 0 || inSight < leastInSight * all ? null : covered / inSight;
}

function surenessAt(x: number, y: number, people: readonly PersonSeen[]): number {
  let best = 0;
  for (const { box, confidence } of people) {
    const isInside =
      x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height * (1 + feetShare);
    if (isInside) best = Math.max(best, (confidence - unsure.from) / (unsure.to - unsure.from));
  }
  return Math.min(1, best);
}

/** The confidence of the label `people`: at least 0.4, in tenths, so that it seldom changes in the log. */
export function confidenceOf({ share }: PeopleTally): number {
  return Math.round(Math.min(1, Math.max(0.4, share + 0.1)) * 10) / 10;
}
