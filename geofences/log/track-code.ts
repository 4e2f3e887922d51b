// One track as changes of what it was an observation before. Takes and gives tracks; one that did not change at all is the
// same object after reading, and so is a box that did not.
import type { Track } from '../../contracts/index.ts';
import type { LaneReaders, LaneWriters } from './lanes.ts';
import { isSameBox, readBox, readShare, writeBox, writeShare } from './share-code.ts';
import type { WordReader, WordWriter } from './words.ts';

/** Bits that say what follows. Part of the format. */
const bit = {
  box: 1,
  confidence: 2,
  name: 4,
  firstSeen: 8,
  stationary: 16,
  stationaryAtNull: 32,
  notSeenNow: 64,
} as const;

export interface TrackWriting {
  readonly lanes: LaneWriters;
  readonly words: WordWriter;
  readonly capturedAt: number;
}

export interface TrackReading {
  readonly lanes: LaneReaders;
  readonly words: WordReader;
  readonly capturedAt: number;
}

export function writeTrack(to: TrackWriting, former: Track | null, is: Track): void {
  const { lanes, words, capturedAt } = to;
  const was = former ?? newTrack(is.id, capturedAt);
  const flags = flagsOf(was, is, capturedAt);
  lanes.tracks.unsigned(flags);
  if (!former) words.once(is.id);
  if (flags & bit.box) writeBox(lanes.boxes, was.box, is.box);
  if (flags & bit.confidence) writeShare(lanes.shares, was.confidence, is.confidence);
  if (flags & bit.name) {
    words.word(is.thing);
    words.word(is.label);
  }
  if (flags & bit.firstSeen) lanes.times.signed(is.firstSeenAt - was.firstSeenAt);
  if (flags & bit.stationary && is.stationarySince !== null)
    lanes.times.signed(is.stationarySince - (was.stationarySince ?? is.firstSeenAt));
  if (flags & bit.notSeenNow) lanes.times.signed(is.lastSeenAt - was.lastSeenAt);
}

export function readTrack(from: TrackReading, former: Track | null): Track {
  const { lanes, words, capturedAt } = from;
  const flags = lanes.tracks.unsigned();
  const was = former ?? newTrack(words.once(), capturedAt);
  const box = flags & bit.box ? readBox(lanes.boxes, was.box) : was.box;
  const confidence =
    flags & bit.confidence ? readShare(lanes.shares, was.confidence) : was.confidence;
  const thing = flags & bit.name ? words.thing() : was.thing;
  const label = flags & bit.name ? words.word() : was.label;
  const firstSeenAt =
    flags & bit.firstSeen ? was.firstSeenAt + lanes.times.signed() : was.firstSeenAt;
  const stationarySince = readStationary(from, was, { flags, firstSeenAt });
  const lastSeenAt = flags & bit.notSeenNow ? was.lastSeenAt + lanes.times.signed() : capturedAt;
  if (former && flags === bit.notSeenNow && lastSeenAt === was.lastSeenAt) return former;
  return {
    id: was.id,
    thing,
    label,
    confidence,
    box,
    firstSeenAt,
    lastSeenAt,
    stationarySince,
  };
}

function flagsOf(was: Track, is: Track, capturedAt: number): number {
  return (
    (isSameBox(was.box, is.box) ? 0 : bit.box) |
    (was.confidence === is.confidence ? 0 : bit.confidence) |
    (was.thing === is.thing && was.label === is.label ? 0 : bit.name) |
    (was.firstSeenAt === is.firstSeenAt ? 0 : bit.firstSeen) |
    (was.stationarySince === is.stationarySince ? 0 : bit.stationary) |
    (is.stationarySince === null ? bit.stationaryAtNull : 0) |
    (is.lastSeenAt === capturedAt ? 0 : bit.notSeenNow)
  );
}

function readStationary(
  { lanes }: TrackReading,
  was: Track,
  { flags, firstSeenAt }: { flags: number; firstSeenAt: number },
): number | null {
  if (flags & bit.stationaryAtNull) return null;
  if (!(flags & bit.stationary)) return was.stationarySince;
  return (was.stationarySince ?? firstSeenAt) + lanes.times.signed();
}

/** What a new track's fields are written against: seen first and last now, and on the move. */
function newTrack(id: string, capturedAt: number): Track {
  return {
    id,
    thing: 'other',
    label: '',
    confidence: 0,
    box: { x: 0, y: 0, width: 0, height: 0 },
    firstSeenAt: capturedAt,
    lastSeenAt: capturedAt,
    stationarySince: null,
  };
}
