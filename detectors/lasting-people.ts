// Remembers that a region is people when the detector loses them: people who sit or stand still are often detected in one minute and not
// in the next. A region that was people for some time, and has moved as people do, counts as people while it looks the same as when they
// were last detected. When it changes, they may have left, and the region is judged again.
import type { Box } from '../contracts/index.ts';
import { iou } from './tracking/overlap.ts';

/** The record of people at a region. */
export interface PeopleStay {
  /** The number of looks in which they were seen. */
  readonly looks: number;
  /** Whether their outline changed between two such looks, which an object mistaken for a person does not. */
  readonly haveMoved: boolean;
  /** The region when they were last seen. */
  readonly box: Box;
  /** When it last looked the same as then, epoch ms. */
  readonly sameAt: number;
}

/** People are remembered after this many looks with them. */
const leastLooks = 5;
/** An outline moves if it keeps less than this share of its cells from look to look. */
const movedBelow = 0.8;
/** Minimum iou with the region when they were seen: an object that they leave behind is smaller. */
const sameBox = 0.6;
/** Maximum age of the compared picture, ms; older ones are not kept. */
const comparedMs = 20_000;
/** The compared picture may be this much younger than the one in which they were seen, ms. */
const nearMs = 2000;

export interface SeenPeople {
  readonly at: number;
  readonly box: Box;
  /** The share of the outline that is the same as at the previous look, 0..1. */
  readonly kept: number;
}

/** Updates the record after a look that has seen them. */
export function seenAgain(before: PeopleStay | null, { at, box, kept }: SeenPeople): PeopleStay {
  return {
    looks: (before?.looks ?? 0) + 1,
    haveMoved: before !== null && (before.haveMoved || kept < movedBelow),
    box,
    sameAt: at,
  };
}

/**
 * Updates the record with the next picture of the region.
 * @param sameSince returns the time of the oldest picture, not before the given time, in which the region looks the same as now; `at`
 *   when there is none
 */
export function stillThere(
  stay: PeopleStay,
  { at, box }: { readonly at: number; readonly box: Box },
  sameSince: (since: number) => number,
): PeopleStay {
  if (at - stay.sameAt > comparedMs || iou(stay.box, box) < sameBox) return stay;
  const from = sameSince(stay.sameAt);
  return from < at && from <= stay.sameAt + nearMs ? { ...stay, sameAt: at } : stay;
}

/** Whether the region is still people although no look detects them now. */
export function areStillThere(stay: PeopleStay | null, at: number): boolean {
  return (
    stay !== null && stay.haveMoved && stay.looks >= leastLooks && at - stay.sameAt <= comparedMs
  );
}
