// One case in full: the case, what its cameras saw, its steps, and the actions that the caller may take now.
import { keyInReceipt } from '../../evidence/alert-seal.ts';
import type { CaseDetail } from '../../contracts/index.ts';
import { possibleActions, type Actor } from '../cases/act-on-case.ts';
import { openingsOf } from '../cases/openings.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';
import { toCaseIncident, toSummary, type CaseFile } from '../cases/case-summary.ts';
import type { RecordedAlert } from '../store/case-store.ts';
import type { ApiParts, BasicParts, CaseParts } from './api-parts.ts';
import { withClips } from './clips-of-openings.ts';
import { spoiltOf } from './intact-media.ts';
import { notFound } from './problem.ts';

export async function findCase({ store }: BasicParts, caseId: string): Promise<CaseFile> {
  const file = await store.cases.find(caseId);
  if (file === null) throw notFound('such case');
  return file;
}

export async function detailOf(parts: ApiParts, file: CaseFile, actor: Actor): Promise<CaseDetail> {
  const read = await readAll(parts, file.id);
  const { incidents, media, alerts, log, taken, evidence, ...written } = read;
  const spoilt = await spoiltOf(parts, media);
  const { versions: policies, calendar } = parts.plans;
  const at = parts.clock.now();
  const openings = openingsOf(
    alerts.map(({ alert }) => alert),
    media,
  );
  return {
    ...toSummary(file),
    ...written,
    evidence: { ...evidence, ...(spoilt.length > 0 && { spoilt }) },
    polygon: file.polygon,
    trace: file.trace,
    incidents: incidents.map(toCaseIncident),
    openings: await withClips(openings, parts.evidence),
    events: alerts.map(eventOf),
    history: log,
    deadlines: deadlinesOf({ case: file, log, policies, calendar, at }),
    photos: taken.map(({ photo, at: takenAt, by, width, height }) => ({
      ...{ photo, at: takenAt, by, width, height },
    })),
    actions: possibleActions({ case: file, incidents, log, actor, at }),
  };
}

/** These queries run at the same time, so they take only as long as the slowest. */
async function readAll({ store, photos, retention }: BasicParts & CaseParts, caseId: string) {
  const [seen, alerts, log, deliveries, openedBy, taken, untold, hold] = await Promise.all([
    seenOf(store, caseId),
    store.cases.alertsOf(caseId),
    store.cases.stepsOf(caseId),
    store.notifications.deliveriesOf(caseId),
    store.receipts.openedBy(caseId),
    photos.of(caseId),
    store.engine.untoldOf(caseId),
    retention.holdOf(caseId),
  ]);
  const evidence = { hold, deleted: await retention.deletedOf(idsOf(seen.incidents)) };
  return { ...seen, alerts, log, deliveries, openedBy, taken, untold, evidence };
}

async function seenOf(store: ApiParts['store'], caseId: string) {
  const incidents = await store.cases.incidentsOf(caseId);
  const media = await store.media.of(idsOf(incidents));
  return { incidents, media };
}

function idsOf(incidents: readonly { incidentId: string }[]): string[] {
  return incidents.map(({ incidentId }) => incidentId);
}

function eventOf({ alert, effect }: RecordedAlert): CaseDetail['events'][number] {
  const { alertId, cameraName, incident } = alert;
  const { incidentId, event, capturedAt, reason, region } = incident;
  const signed = keyInReceipt(alert.receipt) !== null;
  return { alertId, event, capturedAt, reason, region, incidentId, cameraName, effect, signed };
}
