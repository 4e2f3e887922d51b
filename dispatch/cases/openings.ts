// The openings of a case: each stay of an object, with its findings. Pure: takes the alerts of the case and the available media;
// returns the openings in order of time.
import type { Alert, CaseOpening } from '../../contracts/index.ts';

interface KnownMedia {
  incidentId: string;
  opening: number;
  name: 'picture' | 'clip';
}

export function openingsOf(alerts: readonly Alert[], media: readonly KnownMedia[]): CaseOpening[] {
  return alerts
    .filter(({ incident }) => incident.event === 'opened')
    .sort((a, b) => a.incident.capturedAt - b.incident.capturedAt)
    .map((alert) => openingOf(alert, alerts, media));
}

function openingOf(
  { alertId, cameraName, fenceName, incident }: Alert,
  alerts: readonly Alert[],
  media: readonly KnownMedia[],
): CaseOpening {
  const { incidentId, sequence, cameraId, fenceId, fenceVersion, presentSince } = incident;
  const { capturedAt, confidence, region, reason, trace } = incident;
  const has = (name: KnownMedia['name']) =>
    media.some(
      (one) => one.incidentId === incidentId && one.opening === sequence && one.name === name,
    );
  return {
    incidentId,
    opening: sequence,
    alertId,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    fenceVersion,
    openedAt: capturedAt,
    presentSince,
    clearedAt: clearedAfter(incident, alerts),
    confidence,
    region,
    reason,
    trace,
    hasPicture: has('picture'),
    hasClip: has('clip'),
  };
}

/** The first later event that ends it; null while there is none, or when a later opening shows that it was missed. */
function clearedAfter(opened: Alert['incident'], alerts: readonly Alert[]): number | null {
  const later = alerts
    .map(({ incident }) => incident)
    .filter(
      ({ incidentId, sequence }) => incidentId === opened.incidentId && sequence > opened.sequence,
    )
    .sort((a, b) => a.sequence - b.sequence);
  const end = later.find(({ event }) => event !== 'still-there');
  return end?.event === 'cleared' ? end.capturedAt : null;
}
