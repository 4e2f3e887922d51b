// The mutable row of one track while a log is read, in integers. A day has over a million of them; an object is created only for
// requested tracks.
import type { Thing, Track } from '../contracts/index.ts';
import { boxSteps, shareSteps } from './quantise.ts';

export interface TrackRow {
  id: string;
  thing: Thing;
  label: string;
  /** In steps of quantise.ts. */
  x: number;
  y: number;
  width: number;
  height: number;
  confidence: number;
  /** ms since a moment shared by all rows of a block, because small integers are fast. */
  firstSeenAt: number;
  lastSeenAt: number;
  /** Only valid if `isStationary`. */
  stationarySince: number;
  isStationary: boolean;
  /** The last created object; null when there is none. */
  track: Track | null;
  /** The index of the observation in which it was last found. */
  foundIn: number;
}

/** First and last seen at `at`, moving, and otherwise like the row that it resembles. */
export function newRow(id: string, at: number, like: TrackRow | undefined): TrackRow {
  return {
    id,
    thing: like?.thing ?? 'other',
    label: like?.label ?? '',
    x: like?.x ?? 0,
    y: like?.y ?? 0,
    width: like?.width ?? 0,
    height: like?.height ?? 0,
    confidence: like?.confidence ?? 0,
    firstSeenAt: at,
    lastSeenAt: at,
    stationarySince: 0,
    isStationary: false,
    track: null,
    foundIn: 0,
  };
}

/** An unchanged box is the previous track's object. */
export function trackOf(row: TrackRow, origin: number, isSameBox: boolean): Track {
  return {
    id: row.id,
    thing: row.thing,
    label: row.label,
    confidence: row.confidence / shareSteps,
    box: (isSameBox && row.track?.box) || {
      x: row.x / boxSteps,
      y: row.y / boxSteps,
      width: row.width / boxSteps,
      height: row.height / boxSteps,
    },
    firstSeenAt: origin + row.firstSeenAt,
    lastSeenAt: origin + row.lastSeenAt,
    stationarySince: row.isStationary ? origin + row.stationarySince : null,
  };
}
