// Reads dispatch's record of a chaos run from its database, and what still waits there. Takes the database; writes the history.
import { Client } from 'pg';
import { z } from 'zod';
import { boxSchema } from '../../contracts/index.ts';
import { createStore, type Store } from '../../dispatch/store/store.ts';
import { groupBy } from '../night/judge-messages.ts';
import type { HistoryWriter } from './history.ts';
import { slotOf } from './scripted-world.ts';

const count = z.coerce.number();
const incidentRows = z.array(
  z.object({
    case_id: z.string(),
    incident_id: z.string(),
    camera_id: z.string(),
    region: boxSchema,
    present: z.boolean(),
  }),
);
const rejectedRows = z.array(z.object({ job_id: z.string(), reason: z.string() }));
const caseRows = z.array(z.object({ id: z.string(), state: z.string(), present: z.boolean() }));

/** Messages that were neither handed over nor given up. */
export async function waitingMessages(databaseUrl: string): Promise<number> {
  return within(databaseUrl, async (ask) => {
    const [row] = await ask("select count(*) as n from notifications where state = 'waiting'");
    return count.parse(z.object({ n: count }).parse(row).n);
  });
}

export interface RecordPlace {
  databaseUrl: string;
  dataDir: string;
}

/** Dispatch must have ended. */
export async function readRecord(place: RecordPlace, history: HistoryWriter): Promise<void> {
  const { cases, incidents, rejected } = await within(place.databaseUrl, readRows);
  for (const { job_id: jobId, reason } of rejected)
    history.write({ line: 'rejected', jobId, reason });
  const byCase = groupBy(incidents, (row) => row.case_id);
  const store = await createStore(place);
  try {
    for (const one of cases) {
      const own = (byCase.get(one.id) ?? []).map(incidentOf);
      history.write({ line: 'case', ...one, incidents: own, ...(await partsOf(store, one.id)) });
    }
  } finally {
    await store.close();
  }
}

async function readRows(ask: Ask) {
  return {
    cases: caseRows.parse(await ask('select id, state, present from cases order by id')),
    incidents: incidentRows.parse(
      await ask(
        'select case_id, incident_id, camera_id, region, present from case_incidents order by position',
      ),
    ),
    rejected: rejectedRows.parse(
      await ask('select job_id, reason from rejected_messages order by id'),
    ),
  };
}

function incidentOf(row: z.infer<typeof incidentRows>[number]) {
  const { incident_id: incidentId, camera_id: cameraId, present } = row;
  return { incidentId, cameraId, present, slot: slotOf(row.region) };
}

async function partsOf(store: Store, caseId: string) {
  const alerts = await store.cases.alertsOf(caseId);
  const untold = await store.engine.untoldOf(caseId);
  return {
    alerts: alerts.map(({ alert: { alertId, incident }, effect }) => {
      const { incidentId, sequence } = incident;
      return { alertId, incidentId, sequence, effect };
    }),
    log: await store.cases.stepsOf(caseId),
    deliveries: await store.notifications.deliveriesOf(caseId),
    untold: untold.map(({ notificationId, role, person, reason }) => {
      return { notificationId, role, person, reason };
    }),
  };
}

export type Ask = (sql: string) => Promise<unknown[]>;

export async function within<T>(databaseUrl: string, read: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await read(async (sql) => (await client.query(sql)).rows as unknown[]);
  } finally {
    await client.end().catch(() => undefined);
  }
}
