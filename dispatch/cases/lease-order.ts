// Orders the alerts of a camera that several edges held one after the other, and finds the incident that two of them reported
// under different ids. Pure: takes alerts and known incidents. Alerts without a lease are ordered by their sequence alone.
import type { Alert, Box } from '../../contracts/index.ts';
import type { CaseFolder } from './case-record.ts';
import type { FenceTerms } from './fence-terms.ts';
import { isNear, type IncidentRecord } from './incident-record.ts';

type LeaseTerms = Pick<FenceTerms, 'reopenWithinMs' | 'stillThereEveryMs'>;

/** After an edge has lost a camera, the next edge analyses it within this time. */
const takenOverMs = 15_000;

/** Whether somebody else has reported this incident, or the same object, under a later lease. */
export function isOfFormerHolder(alert: Alert, known: readonly IncidentRecord[]): boolean {
  const { lease } = alert;
  if (lease === undefined) return false;
  return known.some((one) => isOfFence(alert, one) && (one.lease ?? 0) > lease);
}

export function isOfNextHolder({ lease }: Alert, known: IncidentRecord): boolean {
  return lease !== undefined && lease > (known.lease ?? 0);
}

/** The case that an alert of an unknown incident belongs to because another holder of its camera reported the same object. */
export function caseOfOtherLease(
  alert: Alert,
  folders: readonly CaseFolder[],
  terms: LeaseTerms,
): CaseFolder | null {
  const fitting = folders.filter((folder) => sameOfOtherLease(alert, folder, terms) !== null);
  const apartMs = ({ case: { openedAt } }: CaseFolder) =>
    Math.abs(openedAt - alert.incident.openedAt);
  return fitting.sort((a, b) => apartMs(a) - apartMs(b))[0] ?? null;
}

/**
 * A late alert of a former holder belongs to the case that the present holder saw there at that time. An alert of the present
 * holder belongs to a case that a former holder left open; a case that was reported clear is another event.
 */
export function sameOfOtherLease(
  alert: Alert,
  { case: file, incidents }: CaseFolder,
  terms: LeaseTerms,
): IncidentRecord | null {
  const { lease, incident } = alert;
  if (lease === undefined || file.kind !== incident.kind) return null;
  const isSame = (known: IncidentRecord) =>
    isOfFence(alert, known) &&
    isOtherLease(known, lease) &&
    isSamePlace(known.region, incident.region) &&
    isAtOneTime(known, alert, terms);
  return incidents.find(isSame) ?? null;
}

/**
 * A late alert may have been raised just before the next holder began to look. An incident that a former holder left open was
 * there at least until its next report would have been due.
 */
function isAtOneTime(
  known: IncidentRecord,
  alert: Alert,
  { reopenWithinMs, stillThereEveryMs }: LeaseTerms,
): boolean {
  if ((known.lease ?? 0) > (alert.lease ?? 0))
    return isNear(known, alert, Math.max(reopenWithinMs, takenOverMs));
  const apartMs = alert.incident.presentSince - known.lastEventAt;
  return apartMs <= stillThereEveryMs + takenOverMs;
}

function isOtherLease({ lease, present }: IncidentRecord, own: number): boolean {
  if (lease === null || lease === undefined || lease === own) return false;
  return lease > own || present;
}

function isOfFence({ incident }: Alert, known: IncidentRecord): boolean {
  return known.cameraId === incident.cameraId && known.fenceId === incident.fenceId;
}

/** Boxes of one object differ between two edges: each began at another moment. */
const leastShare = 0.5;

function isSamePlace(a: Box, b: Box): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const smaller = Math.min(a.width * a.height, b.width * b.height);
  return width > 0 && height > 0 && width * height >= leastShare * smaller;
}
