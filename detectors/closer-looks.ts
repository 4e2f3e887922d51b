// Closer looks: runs the detector on an enlarged crop of a static region, to find its label and whether it is people. Done when a
// region is new, and at intervals while it stays, each time at another scale. Results are stored by region and by place.
import {
  restlessLabel,
  type Box,
  type Observation,
  type StaticRegion,
} from '../contracts/index.ts';
import type { Detection } from './detection.ts';
import type { Detector } from './detector.ts';
import type { Picture } from './frame.ts';
import {
  confidenceOf,
  coverOf,
  isLikeNeighbours,
  noTally,
  sharedOutline,
  tallyPeople,
  type PeopleTally,
  type PersonSeen,
  type RegionInSight,
} from './people-tally.ts';
import { areStillThere, seenAgain, stillThere, type PeopleStay } from './lasting-people.ts';
import { isRestless, withProof, type Proof } from './stillness.ts';
import { bestNames, mergeNames, namesOf, type MeanNames, type SeenAs } from './region-names.ts';
import { containment, iou } from './tracking/overlap.ts';
import { clip } from './crops/choose-crops.ts';

export type LookedAt = Pick<StaticRegion, 'id' | 'box' | 'spans' | 'since'>;

export interface LookedThrough {
  /** The labels of the region so far, best first. */
  readonly seenAs: SeenAs;
  /** When people were last seen on it, 0 for never. An object that they left behind cannot be older. */
  readonly peopleUntil: number;
}

/** The frame and its context. */
export interface Moment {
  readonly picture: Picture;
  readonly at: number;
  readonly grid: Observation['grid'];
  readonly isInSight: RegionInSight['isInSight'];
  /** People in the crops of the fences, including detections of low confidence. */
  readonly people: readonly PersonSeen[];
  /** Since when a region has looked the same. */
  readonly sameSince: (region: LookedAt) => number;
  /** When people last covered the place of a region that is new but old, 0 for never: see `places-of-people.ts`. */
  readonly coveredUntil: (region: LookedAt) => number;
  /** The start of the time for which `sameSince` is known. */
  readonly watchedSince: number;
}

export interface CloserLooks {
  /** Takes a look if the next one is due; returns the results so far. */
  at(region: LookedAt, moment: Moment): Promise<LookedThrough>;
  /** Drops regions that have been gone for long. */
  keep(ids: ReadonlySet<string>, at: number): void;
}

/** Intervals between looks by the number of looks so far: short at first, then longer. */
const waits = [
  { from: 12, ms: 20_000 },
  { from: 5, ms: 8000 },
  { from: 0, ms: 4000 },
] as const;
/** Crop sizes in units of the region's size, used in turn. A person's head and legs may be outside the region. */
const surrounds = [1.8, 1.15, 3] as const;
/** Minimum side of the crop, as a share of the picture. */
const leastSide = 0.08;
/** Minimum confidence of a person in a closer look. It is low, because several looks decide together. */
export const leastOfPerson = 0.2;
/** A region that appears within this time at the place of another one that disappeared inherits its results, */
const keptMs = 20_000;
/** if they overlap by this much. */
const samePlace = 0.4;
/** A region may have been put down by people who left if it overlaps their place by this share. */
const leastCovered = 0.7;
/** A region that is older than the people by this much was there before them. */
const sameTimeMs = 4000;
const neverStill = { thing: 'other', label: restlessLabel, confidence: 0.5 } as const;

interface LookRecord {
  box: Box;
  /** Labels by size of the crop, each with its mean confidence. */
  names: MeanNames[];
  looks: number;
  lookedAt: number;
  tally: PeopleTally;
  /** The people that the region is or was; null if none were seen. */
  stay: PeopleStay | null;
  /** The best evidence that it keeps still; null before the first frame. */
  proof: Proof | null;
  isRestless: boolean;
  peopleUntil: number;
  /** Its cells at the previous look; null before the first. */
  spans: StaticRegion['spans'] | null;
  /** When the region was last there. */
  at: number;
  /** Since when the region, or the people before it, are there. */
  since: number;
}
type Records = ReadonlyMap<string, LookRecord>;

export function createCloserLooks(detector: Detector): CloserLooks {
  const records = new Map<string, LookRecord>();
  const at = async (region: LookedAt, moment: Moment): Promise<LookedThrough> => {
    const record = records.get(region.id) ?? inherited(region, records, moment);
    records.set(region.id, record);
    record.box = region.box;
    record.at = moment.at;
    if (isDue(record, moment.at)) await look(record, { detector, region, moment });
    prove(record, region, moment);
    remember(record, region, moment);
    return { seenAs: seenAsOf(record), peopleUntil: record.peopleUntil };
  };
  const keep = (ids: ReadonlySet<string>, now: number): void => {
    for (const [id, record] of records)
      if (!ids.has(id) && now - record.at > keptMs) records.delete(id);
  };
  return { at, keep };
}

/** The results of the former region at this place, because people who shift make a new region each time. */
function inherited(region: LookedAt, records: Records, moment: Moment): LookRecord {
  const { box } = region;
  const { at } = moment;
  let best: LookRecord | null = null;
  for (const record of records.values())
    if (record.at < at && iou(record.box, box) > Math.max(samePlace, best ? iou(best.box, box) : 0))
      best = record;
  const { tally = noTally, spans = null, stay = null } = best ?? {};
  const since = Math.min(region.since, best?.since ?? Infinity);
  const peopleUntil = Math.max(
    best?.peopleUntil ?? 0,
    leftBehindAt(region, records, at),
    best ? 0 : moment.coveredUntil(region),
  );
  const came = { names: [], looks: 0, lookedAt: -Infinity, proof: null, isRestless: false };
  return { ...came, box, tally, stay, peopleUntil, spans, at, since };
}

/**
 * Until when people covered the place of a new region, 0 for never. People do not count if the object was there before them.
 */
function leftBehindAt({ box, since }: LookedAt, records: Records, at: number): number {
  let until = 0;
  for (const record of records.values()) {
    const covered = record.tally.isPeople && containment(box, record.box) >= leastCovered;
    if (covered && record.at < at && since >= record.since - sameTimeMs)
      until = Math.max(until, record.at);
  }
  return until;
}

function isDue({ looks, lookedAt }: LookRecord, at: number): boolean {
  return at - lookedAt >= (waits.find(({ from }) => looks >= from)?.ms ?? 0);
}

interface Looking {
  detector: Detector;
  region: LookedAt;
  moment: Moment;
}

async function look(record: LookRecord, { detector, region, moment }: Looking): Promise<void> {
  const turn = record.looks % surrounds.length;
  const detections = await detector.detect(moment.picture, cropAround(region.box, surrounds[turn]));
  record.names[turn] = mergeNames(record.names[turn], namesOf(region.box, detections));
  record.looks++;
  record.lookedAt = moment.at;
  const people = [...moment.people, ...detections.filter(isMaybePerson)];
  const kept = sharedOutline(record.spans ?? region.spans, region.spans);
  record.tally = tallyPeople(record.tally, {
    cover: coverOf({ ...moment, spans: region.spans }, people),
    kept,
    isAlike: isLikeNeighbours(region.box, people, moment.grid.columns / moment.grid.rows),
  });
  record.spans = region.spans;
  if (!record.tally.areSeen) return;
  record.peopleUntil = moment.at;
  record.stay = seenAgain(record.stay, { at: moment.at, box: region.box, kept });
}

/** Keeps people who are no longer detected while their region looks the same. */
function remember(record: LookRecord, region: LookedAt, { at, sameSince }: Moment): void {
  if (record.stay === null) return;
  const sameAs = (since: number) => sameSince({ ...region, since });
  record.stay = stillThere(record.stay, { at, box: region.box }, sameAs);
  if (areStillThere(record.stay, at)) record.tally = { ...record.tally, isPeople: true };
}

/** Updates the evidence that the region keeps still, counted from when people left it, and not from before a restart. */
function prove(
  record: LookRecord,
  { spans, since: from, ...rest }: LookedAt,
  moment: Moment,
): void {
  const { at, watchedSince } = moment;
  const since = Math.max(from, record.peopleUntil, watchedSince);
  const proof = { from: moment.sameSince({ ...rest, spans, since }), at };
  record.proof = withProof(record.proof, proof);
  record.isRestless = isRestless(record.proof, since, at);
}

export function isMaybePerson({ thing, confidence }: Detection): boolean {
  return thing === 'person' && confidence >= leastOfPerson;
}

export function cropAround(box: Box, surround: number = surrounds[0]): Box {
  const width = Math.max(leastSide, box.width * surround);
  const height = Math.max(leastSide, box.height * surround);
  return clip({
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height,
  });
}

/** The region's labels, with `people` and `restless` where they apply. */
function seenAsOf({ names, tally, isRestless: isMoving }: LookRecord): SeenAs {
  const people = tally.isPeople
    ? [{ thing: 'person' as const, label: 'people', confidence: confidenceOf(tally) }]
    : [];
  const restless = isMoving ? [neverStill] : [];
  return [...bestNames(names), ...people, ...restless].sort((a, b) => b.confidence - a.confidence);
}
