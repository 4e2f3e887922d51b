// A case in full, as the interface gives it: what it is, what its cameras saw, what was done to it, and what whoever asks
// may do with it now.
import type { CaseDetail } from '../../contracts/index.ts';
import { possibleActions, type Actor } from '../cases/act-on-case.ts';
import { openingsOf } from '../cases/openings.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';
import { toCaseIncident, toSummary, type CaseFile } from '../cases/case-summary.ts';
import type { RecordedAlert } from '../store/case-store.ts';
import type { ApiParts } from './api-parts.ts';
import { notFound } from './problem.ts';

export async function findCase({ store }: ApiParts, caseId: string): Promise<CaseFile> {
  const file = await store.cases.find(caseId);
  if (file === null) throw notFound('such case');
  return file;
}

export async function detailOf(
  { store, photos, clock, plans }: ApiParts,
  file: CaseFile,
  actor: Actor,
): Promise<CaseDetail> {
  const incidents = await store.cases.incidentsOf(file.id);
  const alerts = await store.cases.alertsOf(file.id);
  const media = await store.media.of(incidents.map(({ incidentId }) => incidentId));
  const log = await store.cases.stepsOf(file.id);
  return {
    ...toSummary(file),
    polygon: file.polygon,
    trace: file.trace,
    incidents: incidents.map(toCaseIncident),
    openings: openingsOf(
      alerts.map(({ alert }) => alert),
      media,
    ),
    events: alerts.map(eventOf),
    deliveries: await store.notifications.deliveriesOf(file.id),
    openedBy: await store.receipts.openedBy(file.id),
    history: log,
    deadlines: deadlinesOf({
      case: file,
      log,
      policies: plans.versions,
      calendar: plans.calendar,
      at: clock.now(),
    }),
    photos: (await photos.of(file.id)).map(({ photo, at, by, width, height }) => ({
      ...{ photo, at, by, width, height },
    })),
    untold: await store.engine.untoldOf(file.id),
    actions: possibleActions({ case: file, incidents, log, actor, at: clock.now() }),
  };
}

function eventOf({ alert, effect }: RecordedAlert): CaseDetail['events'][number] {
  const { alertId, cameraName, incident } = alert;
  const { incidentId, event, capturedAt, reason, region } = incident;
  return { alertId, event, capturedAt, reason, region, incidentId, cameraName, effect };
}
