// Chooses the case that a new incident joins: one of the same kind and place that fences of overlapping cameras saw at the same
// time. Pure: takes the alert, the existing cases and the terms of its fence; returns the case, or null.
import type { Alert } from '../../contracts/index.ts';
import type { CaseFolder } from './case-record.ts';
import type { FenceTerms } from './fence-terms.ts';
import { isNear } from './incident-record.ts';

/** The nearest in time of the cases that may be the same event. */
export function caseToJoin(
  alert: Alert,
  folders: readonly CaseFolder[],
  { reopenWithinMs }: Pick<FenceTerms, 'reopenWithinMs'>,
): CaseFolder | null {
  const fitting = folders.filter((folder) => isOneEvent(alert, folder, reopenWithinMs));
  const apartMs = ({ case: { openedAt } }: CaseFolder) =>
    Math.abs(openedAt - alert.incident.openedAt);
  return fitting.sort((a, b) => apartMs(a) - apartMs(b))[0] ?? null;
}

/**
 * Another fence saw it near that time, and its own fence did not, because one fence separates objects. A void case was judged not
 * to be a matter, so a later incident makes a new case.
 */
function isOneEvent(alert: Alert, folder: CaseFolder, withinMs: number): boolean {
  const { place, incident } = alert;
  const { kind, state } = folder.case;
  if (place === null || folder.case.place !== place || kind !== incident.kind) return false;
  if (state === 'void') return false;
  const near = folder.incidents.filter((known) => isNear(known, alert, withinMs));
  return near.length > 0 && near.every(({ fenceId }) => fenceId !== incident.fenceId);
}
