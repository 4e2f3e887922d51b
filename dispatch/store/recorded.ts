// Flushes the recorded alerts of one transaction to the tables: one statement per table, for any number of rows.
import type { Alert, AlertEffect } from '../../contracts/index.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import type { IncidentRecord } from '../cases/incident-record.ts';
import { alertDigest } from '../../evidence/alert-seal.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { addTellings, type TellingOf } from './add-telling.ts';
import type { Database } from './database.ts';
import { caseTimers } from './engine-schema.ts';
import { addStepRows, type StepRow } from './folder-rows.ts';
import { alerts, caseIncidents, caseNumbers, cases } from './schema.ts';
import { insertRows, upsertRows } from './upsert-rows.ts';

export interface Recorded {
  cases: Map<string, CaseRecord>;
  incidents: Map<string, IncidentRecord>;
  alerts: { alert: Alert; effect: AlertEffect; at: number }[];
  steps: StepRow[];
  tellings: TellingOf[];
  /** When to look at each case. */
  looks: Map<string, number>;
  /** The last number of each day. */
  numbers: Map<string, number>;
}

export function emptyRecord(): Recorded {
  return {
    cases: new Map(),
    incidents: new Map(),
    alerts: [],
    steps: [],
    tellings: [],
    looks: new Map(),
    numbers: new Map(),
  };
}

export async function writeRecorded(transaction: Database, recorded: Recorded): Promise<void> {
  const { numbers, looks } = recorded;
  await upsertRows(transaction, cases, { target: cases.id, rows: [...recorded.cases.values()] });
  await upsertRows(transaction, caseIncidents, {
    target: caseIncidents.incidentId,
    rows: [...recorded.incidents.values()],
  });
  await insertRows(transaction, alerts, recorded.alerts.map(alertRow));
  await addStepRows(transaction, recorded.steps, digestsOf(recorded));
  await addTellings(transaction, recorded.tellings);
  const timers = [...looks].map(([caseId, at]) => ({ caseId, at }));
  await upsertRows(transaction, caseTimers, { target: caseTimers.caseId, rows: timers });
  const last = [...numbers].map(([day, number]) => ({ day, last: number }));
  await upsertRows(transaction, caseNumbers, { target: caseNumbers.day, rows: last });
}

/** As a comparison with the log computes them again from the stored alerts. */
function digestsOf({ alerts: some }: Recorded): Map<string, string> {
  return new Map(
    some.map(({ alert }) => [alert.alertId, alertDigest(nodeCrypto.sha256, alert)] as const),
  );
}

function alertRow({ alert, effect, at }: Recorded['alerts'][number]): typeof alerts.$inferInsert {
  const { alertId, incident } = alert;
  const { incidentId, sequence } = incident;
  return { alertId, incidentId, sequence, effect, receivedAt: at, body: alert };
}
