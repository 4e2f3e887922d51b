// The state of the fence editor.
import type { FenceFile, Point } from '../../../contracts/index.ts';
import type { RingRef } from './ring.ts';

export interface Chosen {
  ring: RingRef;
  /** Null for the ring as a whole. */
  point: number | null;
}

export interface EditState {
  now: Snapshot;
  past: readonly Snapshot[];
  future: readonly Snapshot[];
  /** Name of the change in progress: until it ends it is one undo step. */
  run: string | null;
  chosen: Chosen | null;
  /** Where the next point would be added. */
  cursor: Point;
  /** A repeated notice gets another number, so that it is announced again. */
  notice: { number: number; what: Notice } | null;
}

/** Announcements for users who cannot see the picture. `point` counts from 1. */
export type Notice =
  | { type: 'drawing' }
  | { type: 'point-set'; point: number; x: number; y: number }
  | { type: 'closed'; total: number }
  | { type: 'cancelled' }
  | { type: 'taken-back'; total: number }
  | { type: 'point-added'; point: number; total: number }
  | { type: 'point-deleted'; total: number }
  | { type: 'ring-deleted' }
  | { type: 'too-few' }
  | { type: 'too-many' }
  | { type: 'undone' }
  | { type: 'redone' }
  | { type: 'nothing-to-undo' }
  | { type: 'nothing-to-redo' };

/** The snapshots for undo and redo. */
export interface Snapshot {
  fence: FenceFile;
  drawing: Drawing | null;
}

export interface Drawing {
  /** What the points will become. */
  ring: RingRef;
  points: readonly Point[];
}
