// The judgement of a clip: every opening is found, duplicate or false; every truth is found or missed.
import type { Box, IncidentEvent, ViewHealth } from '../../contracts/index.ts';
import type { TrueIncident } from './truth.ts';

/** One alert to a responder. Times are ms from the start of the clip. */
export interface Opening {
  incidentId: string;
  fenceId: string;
  kind: IncidentEvent['kind'];
  openedMs: number;
  /** The at-rest time by the engine. */
  presentSinceMs: number;
  region: Box;
  confidence: number;
  reason: string;
  /** The rule's trace. */
  trace: IncidentEvent['trace'];
  /** Re-opened after it was cleared. */
  reopened: boolean;
}

export interface Found extends Opening {
  truth: TrueIncident;
  /** Opening time minus (at-rest + dwell); negative when earlier. */
  delayMs: number;
  /** Intersection over union of the opening's region with the true one. */
  iou: number;
  cleared: Cleared;
}

/** Whether a clearing was reported; `early`: while the object was still there. */
export interface Cleared {
  expected: boolean;
  seen: boolean;
  early: boolean;
  /** The last clearing; null if there was none. */
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

/** Why an opening matches no truth. */
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
  /** A correctly reported move. */
  foundMoved: boolean;
  /** False reports of a move. */
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
