// One track while a log is read: whole numbers that the next observation changes in place. Reading a day goes over a million
// of them, and makes a track only of those that are asked for.
import type { Thing, Track } from '../../contracts/index.ts';
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
  /** ms since a moment that all rows of a block share: small numbers are quick ones. */
  firstSeenAt: number;
  lastSeenAt: number;
  /** Counts only where `isStationary`. */
  stationarySince: number;
  isStationary: boolean;
  /** As it was asked for last; null when nobody did. */
  track: Track | null;
  /** The observation that it was last found in, as a count. */
  foundIn: number;
}

/** Seen first and last at `at`, on the move, and otherwise as the one that it is like. */
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

/** A box that did not change is the former track's. */
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
