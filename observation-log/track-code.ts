// Codes one track as changes of its previous value. A new track is coded as changes of the nearest previous track, because trackers
// often lose a walking person and start a new track. Takes tracks; track-reader.ts restores them.
import type { Box, Track } from '../contracts/index.ts';
import type { LaneWriters } from './lanes.ts';
import { isSameBox, writeBox, writeShare } from './share-code.ts';
import type { WordWriter } from './words.ts';

/** Flags for the fields that follow; without `unseen` a track was seen now. Part of the format. */
export const trackBit = {
  unseen: 1,
  box: 2,
  confidence: 4,
  stationary: 8,
  moves: 16,
  name: 32,
  times: 64,
} as const;
const bit = trackBit;

export interface TrackWriting {
  readonly lanes: LaneWriters;
  readonly words: WordWriter;
  readonly capturedAt: number;
  /** The tracks of the observation before. */
  readonly before: readonly Track[];
}

export function writeTrack(to: TrackWriting, former: Track | null, is: Track): void {
  const { lanes, words } = to;
  const was = former ?? writeNew(to, is);
  const flags = flagsOf(was, is, to.capturedAt);
  lanes.tracks.unsigned(flags);
  if (flags & bit.box) writeBox(lanes.boxes, was.box, is.box);
  if (flags & bit.confidence) writeShare(lanes.shares, was.confidence, is.confidence);
  if (flags & bit.times) {
    lanes.times.signed(is.firstSeenAt - was.firstSeenAt);
    lanes.times.signed(is.lastSeenAt - was.lastSeenAt);
  }
  if (flags & bit.stationary && is.stationarySince !== null)
    lanes.times.signed(is.stationarySince - (was.stationarySince ?? was.firstSeenAt));
  if (flags & bit.name) {
    words.word(is.thing);
    words.word(is.label);
  }
}

function flagsOf(was: Track, is: Track, capturedAt: number): number {
  const isUnseen = is.lastSeenAt === was.lastSeenAt && is.lastSeenAt !== capturedAt;
  const isTimely = is.firstSeenAt === was.firstSeenAt && (isUnseen || is.lastSeenAt === capturedAt);
  const stays = was.stationarySince === is.stationarySince;
  return (
    (isUnseen ? bit.unseen : 0) |
    (isSameBox(was.box, is.box) ? 0 : bit.box) |
    (was.confidence === is.confidence ? 0 : bit.confidence) |
    (stays ? 0 : is.stationarySince === null ? bit.moves : bit.stationary) |
    (was.thing === is.thing && was.label === is.label ? 0 : bit.name) |
    (isTimely ? 0 : bit.times)
  );
}

/** Writes the index of the nearest previous track and the new id; returns the track to code the other fields against. */
function writeNew({ lanes, words, before, capturedAt }: TrackWriting, is: Track): Track {
  const index = nearest(before, is.box);
  lanes.likes.unsigned(index + 1);
  words.id(is.id);
  return newTrack(is.id, capturedAt, before[index]);
}

/** -1 when there is none. */
function nearest(tracks: readonly Track[], box: Box): number {
  let found = -1;
  let least = Infinity;
  tracks.forEach((track, index) => {
    const distance = distanceOf(track.box, box);
    if (distance < least) {
      found = index;
      least = distance;
    }
  });
  return found;
}

function distanceOf(a: Box, b: Box): number {
  return (
    Math.abs(a.x - b.x) +
    Math.abs(a.y - b.y) +
    Math.abs(a.width - b.width) +
    Math.abs(a.height - b.height)
  );
}

/** First and last seen now, moving, and otherwise a copy of the nearest previous track. */
function newTrack(id: string, capturedAt: number, like: Track | undefined): Track {
  return {
    id,
    thing: like?.thing ?? 'other',
    label: like?.label ?? '',
    confidence: like?.confidence ?? 0,
    box: like?.box ?? { x: 0, y: 0, width: 0, height: 0 },
    firstSeenAt: capturedAt,
    lastSeenAt: capturedAt,
    stationarySince: null,
  };
}
