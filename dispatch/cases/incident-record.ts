// One incident of a case as dispatch stores it: its first and last alert, and until when it counts as seen. Pure: takes an alert
// and the incident before; returns the incident after it.
import type { Alert, CaseIncident, IncidentEvent } from '../../contracts/index.ts';
import type { FenceTerms } from './fence-terms.ts';

export interface IncidentRecord extends Omit<CaseIncident, 'trace' | 'hasPicture' | 'hasClip'> {
  caseId: string;
  presentSince: number;
  /** The highest processed sequence. */
  lastSequence: number;
  /** Epoch ms. While it is present its next alert comes before this time, unless its camera or edge is gone. */
  awaitedUntil: number;
  trace: IncidentEvent['trace'];
  /** Sequence of the alert that opened it last, when the thing has come back. */
  laterOpening?: number | null;
  /** The token of the lease under which its last alert was sent; null when edges do not share cameras. */
  lease?: number | null;
}

/** How many repeats a present incident may miss before it counts as unseen: an edge may restart. */
const awaitedRepeats = 3;

export function beginIncident(alert: Alert, caseId: string, fence: FenceTerms): IncidentRecord {
  const { cameraName, fenceName, incident } = alert;
  const { incidentId, cameraId, fenceId, fenceVersion, openedAt, presentSince } = incident;
  return {
    incidentId,
    caseId,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    fenceVersion,
    openedAt,
    presentSince,
    lease: alert.lease ?? null,
    polygon: [...fence.polygon],
    ...findingsOf(incident),
    ...sightOf(incident, fence),
  };
}

/**
 * Findings and reason follow the alerts during the first opening, and then stay: an object that comes back is an opening of
 * its own, with its own picture.
 */
export function continueIncident(
  before: IncidentRecord,
  { incident, lease }: Alert,
  fence: FenceTerms,
): IncidentRecord {
  const cameBack = incident.event === 'opened' || isSet(before.laterOpening);
  const isOfFirst = incident.event === 'still-there' && !cameBack;
  return {
    ...before,
    ...(isOfFirst && findingsOf(incident)),
    ...(incident.event === 'opened' && { laterOpening: incident.sequence }),
    ...(lease !== undefined && { lease }),
    ...sightOf(incident, fence),
  };
}

/**
 * Whether an alert and an incident may be the same event: their times overlap, or the gap is shorter than the re-open time.
 */
export function isNear(known: IncidentRecord, { incident }: Alert, withinMs: number): boolean {
  const seenUntil = known.clearedAt ?? known.awaitedUntil;
  return (
    incident.presentSince - seenUntil <= withinMs &&
    known.presentSince - incident.capturedAt <= withinMs
  );
}

function isSet(opening: number | null | undefined): boolean {
  return opening !== null && opening !== undefined;
}

function findingsOf({ confidence, region, reason, trace }: IncidentEvent) {
  return { confidence, region, reason, trace };
}

function sightOf({ event, capturedAt, sequence }: IncidentEvent, fence: FenceTerms) {
  const present = event !== 'cleared';
  return {
    present,
    clearedAt: present ? null : capturedAt,
    lastEventAt: capturedAt,
    lastSequence: sequence,
    awaitedUntil: capturedAt + awaitedRepeats * fence.stillThereEveryMs,
  };
}
