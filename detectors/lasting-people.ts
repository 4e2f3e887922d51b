// Remembers that a region is people when the detector loses them: whoever sits or stands still is often seen in one minute and
// not in the next. A region that was people for long, and has moved as people do, stays people while it looks as it did when they
// were last seen. When it changes, they may have left, and what is there then is judged anew.
import type { Box } from '../contracts/index.ts';
import { iou } from './tracking/overlap.ts';

/** What is known of the people who are a region. */
export interface PeopleStay {
  /** The number of looks in which they were seen. */
  readonly looks: number;
  /** Whether their outline changed between two such looks. A thing that is taken for a person does not do that. */
  readonly haveMoved: boolean;
  /** The region when they were last seen. */
  readonly box: Box;
  /** When it last looked as it did then, ms since 1970. */
  readonly sameAt: number;
}

/** People are remembered once they were seen in so many looks. */
const leastLooks = 5;
/** An outline that keeps less than this share of its cells from look to look moves. */
const movedBelow = 0.8;
/** The region must still be of that size and place: people who leave a thing behind leave a smaller region. */
const sameBox = 0.6;
/** A picture is compared with one that is this old at most, ms: older ones are not kept. */
const comparedMs = 20_000;
/** The picture it is compared with may be this much younger than the one in which they were seen, ms. */
const nearMs = 2000;

export interface SeenPeople {
  readonly at: number;
  readonly box: Box;
  /** How much of the outline is as it was a look before, 0..1. */
  readonly kept: number;
}

/** A look has seen them (again). */
export function seenAgain(before: PeopleStay | null, { at, box, kept }: SeenPeople): PeopleStay {
  return {
    looks: (before?.looks ?? 0) + 1,
    haveMoved: before !== null && (before.haveMoved || kept < movedBelow),
    box,
    sameAt: at,
  };
}

/**
 * The next picture of the region.
 * @param sameSince gives the time of the oldest picture, not before the given time, in which the region looks as it does now; `at` when there is none
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

/** Whether the region is still people though no look sees them now. */
export function areStillThere(stay: PeopleStay | null, at: number): boolean {
  return (
    stay !== null && stay.haveMoved && stay.looks >= leastLooks && at - stay.sameAt <= comparedMs
  );
}
