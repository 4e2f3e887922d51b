// What a picture or clip of an opening shows: the camera and the time span by the edge's clock. Takes the key of the file; returns
// null if unknown.
import type { MediaKey } from '../evidence/media-index.ts';
import type { ApiParts } from './api-parts.ts';
import type { Shown } from './originals.ts';

export async function shownBy(
  { store, evidence }: Pick<ApiParts, 'store' | 'evidence'>,
  { incidentId, opening, name }: MediaKey,
): Promise<Shown> {
  const file = await store.cases.findByIncident(incidentId);
  if (file === null) return null;
  const alerts = await store.cases.alertsOf(file.id);
  const opened = alerts.find(
    ({ alert: { incident } }) =>
      incident.incidentId === incidentId && incident.sequence === opening,
  );
  if (opened === undefined) return null;
  const { cameraId, capturedAt } = opened.alert.incident;
  if (name === 'picture') return { cameraId, from: capturedAt, to: capturedAt };
  const coverage = (await evidence.clip({ incidentId, opening }))?.coverage;
  const spans = coverage?.kept ?? [];
  if (!coverage || spans.length === 0) return null;
  const to = Math.max(...spans.map((span) => span.to));
  return { cameraId, from: Math.min(coverage.startAt, ...spans.map(({ from }) => from)), to };
}
