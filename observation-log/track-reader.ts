// Decodes the tracks of track-code.ts, observation by observation. Takes the lanes, returns lists of tracks; an unchanged track
// is the same object, and so is an unchanged list.
import type { Thing, Track } from '../contracts/index.ts';
import { unfolded } from './items-code.ts';
import type { LaneReaders } from './lanes.ts';
import { trackBit as bit } from './track-code.ts';
import { newRow, trackOf, type TrackRow } from './track-row.ts';
import type { WordReader } from './words.ts';

/** Whether to create an object for a track; the others are left out. */
export type IsWanted = (thing: Thing, isStationary: boolean) => boolean;

export interface TrackReading {
  readonly lanes: LaneReaders;
  readonly words: WordReader;
  readonly isWanted: IsWanted;
}

/** The returned function reads the tracks of the next observation; it throws a RangeError for invalid bytes. */
export function createTrackReader(from: TrackReading): (capturedAt: number) => Track[] {
  let origin: number | null = null;
  let was: TrackRow[] = [];
  let list: Track[] = [];
  let count = 0;
  return (capturedAt) => {
    origin ??= capturedAt;
    const now = { at: capturedAt - origin, origin, count: ++count };
    was = findRows(from, was, now);
    for (const row of was) {
      const flags = from.lanes.tracks.unsigned();
      // These flags mean no change, unless the track is new.
      if (flags !== bit.unseen || row.foundIn === isNew) change(from, row, flags, now);
      row.foundIn = now.count;
    }
    list = listOf(was, list);
    return list;
  };
}

interface Now {
  readonly at: number;
  readonly origin: number;
  readonly count: number;
}

const isNew = 0;

/** The previous rows in the new order: for a new track, the row that it resembles. */
function findRows({ lanes, words }: TrackReading, was: readonly TrackRow[], now: Now): TrackRow[] {
  const { order, likes } = lanes;
  const rows: TrackRow[] = [];
  let expected = 0;
  for (let count = order.unsigned(); count > 0; count--) {
    const code = order.unsigned();
    if (code === 0) {
      const like = likes.unsigned() - 1;
      if (like >= was.length) throw new RangeError(`a track that was not there before: ${like}`);
      rows.push(newRow(words.id(), now.at, was[like]));
      continue;
    }
    const index = expected + unfolded(code - 1);
    const row = was[index];
    if (row === undefined) throw new RangeError(`an item that was not there before: ${index}`);
    // Two tracks continue this one, so each needs its own copy of the previous value.
    rows.push(row.foundIn === now.count ? { ...row } : row);
    row.foundIn = now.count;
    expected = index + 1;
  }
  return rows;
}

/** Updates the row to the track's current value. */
function change(from: TrackReading, row: TrackRow, flags: number, { at, origin }: Now): void {
  const { shares, boxes, times } = from.lanes;
  const { words } = from;
  if (flags & bit.name) {
    row.thing = words.thing();
    row.label = words.word();
  }
  if (flags & bit.confidence) row.confidence += shares.signed();
  if (flags & bit.box) {
    row.x += boxes.signed();
    row.y += boxes.signed();
    row.width += boxes.signed();
    row.height += boxes.signed();
  }
  const { firstSeenAt } = row;
  if (flags & bit.times) {
    row.firstSeenAt += times.signed();
    row.lastSeenAt += times.signed();
  } else if (!(flags & bit.unseen)) row.lastSeenAt = at;
  if (flags & bit.stationary) {
    row.stationarySince = (row.isStationary ? row.stationarySince : firstSeenAt) + times.signed();
    row.isStationary = true;
  }
  if (flags & bit.moves) row.isStationary = false;
  row.track = from.isWanted(row.thing, row.isStationary)
    ? trackOf(row, origin, !(flags & bit.box))
    : null;
}

/** Returns the previous list itself when nothing changed. */
function listOf(rows: readonly TrackRow[], former: Track[]): Track[] {
  const list: Track[] = [];
  let isSame = true;
  for (const { track } of rows) {
    if (track === null) continue;
    if (former[list.length] !== track) isSame = false;
    list.push(track);
  }
  return isSame && list.length === former.length ? former : list;
}
