// The record of a new case. Pure: takes the alert that opens it and its incident.
import type { Alert } from '../../contracts/index.ts';
import type { CaseRecord } from './case-record.ts';
import type { IncidentRecord } from './incident-record.ts';

export function newCase(alert: Alert, incident: IncidentRecord): CaseRecord {
  const { gridCell, matterCode, severity, place } = alert;
  const { caseId, incidentId, cameraId, cameraName, fenceId, fenceName, fenceVersion } = incident;
  const { polygon, openedAt, clearedAt, lastEventAt, present } = incident;
  const { confidence, region, reason, trace } = incident;
  return {
    id: caseId,
    incidentId,
    kind: alert.incident.kind,
    state: 'dispatched',
    severity,
    place,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    fenceVersion,
    gridCell,
    matterCode,
    polygon,
    openedAt,
    clearedAt,
    lastEventAt,
    present,
    confidence,
    region,
    reason,
    trace,
    alsoSeenBy: [],
    lastOpenedAt: openedAt,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}
