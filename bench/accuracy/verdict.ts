// What a clip's judgement says: every opening is found, a repeat or a false alarm; every truth is found or missed.
import type { Box, IncidentEvent, ViewHealth } from '../../contracts/index.ts';
import type { TrueIncident } from './truth.ts';

/** One time that a responder was alerted. Times are ms from the beginning of the clip. */
export interface Opening {
  incidentId: string;
  fenceId: string;
  kind: IncidentEvent['kind'];
  openedMs: number;
  /** When the engine says that it came to rest. */
  presentSinceMs: number;
  region: Box;
  confidence: number;
  reason: string;
  /** What the rule weighed. */
  trace: IncidentEvent['trace'];
  /** Opened again after it was cleared. */
  reopened: boolean;
}

export interface Found extends Opening {
  truth: TrueIncident;
  /** Opened after at-rest + dwell; negative when earlier. */
  delayMs: number;
  /** Intersection over union of the opening's region with the true one. */
  iou: number;
  cleared: Cleared;
}

/** Whether it was said that the thing is gone; `early`: it was said, and the thing was still there. */
export interface Cleared {
  expected: boolean;
  seen: boolean;
  early: boolean;
  /** When it was said last; null when never. */
  atMs: number | null;
}

export interface Missed {
  fenceId: string | null;
  kind: IncidentEvent['kind'];
  truth: TrueIncident;
  clearedExpected: boolean;
}

export interface Duplicate extends Opening {
  truth: TrueIncident;
}

/** Why an opening is nothing that really happened. */
export const falseAlarmReasons = ['nothing-there', 'elsewhere', 'too-early', 'too-late'] as const;
export type FalseAlarmReason = (typeof falseAlarmReasons)[number];

export interface FalseAlarm extends Opening {
  why: FalseAlarmReason;
}

export interface ViewChange {
  state: ViewHealth['state'];
  atMs: number;
}

export interface ViewVerdict {
  expectMoved: boolean;
  /** Said to be moved, and it was. */
  foundMoved: boolean;
  /** Times that it was said to be moved and was not. */
  movedAlarms: number;
  changes: ViewChange[];
}

export interface Verdict {
  found: Found[];
  missed: Missed[];
  duplicates: Duplicate[];
  falseAlarms: FalseAlarm[];
  view: ViewVerdict;
}

/** Position in the clip, ms. */
export function mediaTimeOf({
  mediaTimeMs,
  capturedAt,
}: Pick<IncidentEvent, 'mediaTimeMs' | 'capturedAt'>): number {
  return mediaTimeMs ?? capturedAt;
}
