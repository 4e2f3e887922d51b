// Migrates a database of an earlier release, from before a case could have several incidents, with all its data.
import { mkdir, mkdtemp, readFile, rm, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { createCaseStore, type CaseStore } from './case-store.ts';
import { createNotificationStore } from './notification-store.ts';
import { layDatabase } from './testing/quick-store.ts';

const migrations = join(import.meta.dirname, 'migrations');
let folder: string;
let client: PGlite;
let cases: CaseStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-migrations-'));
  await copyMigrations(2);
  await layDatabase(folder);
  client = await PGlite.create(join(folder, 'database'));
  await client.exec(
    'drop schema public cascade; drop schema drizzle cascade; create schema public',
  );
  const database = drizzle(client);
  await migrate(database, { migrationsFolder: folder });
  for (const row of [
    { id: '20261121-0001', name: 'old' },
    { id: '20261121-0002', name: 'gone' },
  ])
    await insertCase(row);
  await migrate(database, { migrationsFolder: migrations });
  cases = createCaseStore(database);
}, 120_000);
afterAll(async () => {
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

/** The first migrations, as in an earlier release. */
async function copyMigrations(count: number): Promise<void> {
  const journal = JSON.parse(await readFile(join(migrations, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  const entries = journal.entries.slice(0, count);
  await mkdir(join(folder, 'meta'));
  await writeFile(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries)
    await copyFile(join(migrations, `${tag}.sql`), join(folder, `${tag}.sql`));
}

/** As written by that release; the one called `gone` is cleared, and its first alert is older than places. */
async function insertCase({ id, name }: { id: string; name: string }): Promise<void> {
  const isGone = name === 'gone';
  const { place, ...older } = anAlert({ incidentId: name, place: 'north-stairs' });
  const body = isGone ? older : { ...older, place };
  await client.query(`insert into alerts values ($1, $2, 2, 'opened', 5, $3)`, [
    `${name}-2`,
    name,
    body,
  ]);
  await client.query(
    `insert into cases (id, incident_id, kind, state, present, camera_id, camera_name, fence_id, fence_name, matter_code,
       opened_at, last_event_at, last_sequence, cleared_at, confidence, region, reason, polygon, trace)
     values ($1, $2, 'blocked-fire-exit', 'dispatched', $3, 'exit-3', 'Exit 3', $4, 'Floor', '09012',
       $5, $6, 2, $7, 0.5, $8, 'why', '[[0,0]]', '{"rule":"r","dwellMs":1,"evidence":[]}')`,
    [
      id,
      name,
      !isGone,
      `${name}-floor`,
      older.incident.openedAt,
      older.incident.capturedAt,
      isGone ? 2000 : null,
      older.incident.region,
    ],
  );
  await client.query(
    `insert into notifications (notification_id, case_id, role, topic, routing, body, raised_at, state, attempts, at)
     values ($1, $2, 'officer', 'of/old', 'duty', '{"event":"opened"}', 4, 'delivered', 1, 6)`,
    [`${name}-2-officer`, id],
  );
}

describe('a database of an earlier release', () => {
  it('has an incident for each of its cases, with the same state', async () => {
    const [incident, ...others] = await cases.incidentsOf('20261121-0001');
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      incidentId: 'old',
      fenceId: 'old-floor',
      present: true,
      lastSequence: 2,
      polygon: [[0, 0]],
      reason: 'why',
      clearedAt: null,
      hasPicture: false,
    });
    const gone = { present: false, clearedAt: 2000 };
    expect(await cases.incidentsOf('20261121-0002')).toMatchObject([gone]);
    expect(await cases.openFences()).toEqual(['old-floor']);
  });

  it('knows the place of a case whose alert said it', async () => {
    const places = (await cases.list({ limit: 5 })).map(({ id, place }) => `${id} ${place}`);
    expect(places.sort()).toEqual(['20261121-0001 north-stairs', '20261121-0002 null']);
  });

  it('lists its cases by opening time', async () => {
    const found = await cases.list({ limit: 5 });
    expect(found).toHaveLength(2);
    for (const one of found) expect(one.lastOpenedAt).toBe(one.openedAt);
  });

  it('marks what the broker had taken as handed over, and no more', async () => {
    const notifications = createNotificationStore(drizzle(client));
    expect(await notifications.deliveriesOf('20261121-0001')).toMatchObject([
      { state: 'handed-over', listeners: 'unknown', received: null, opened: null },
    ]);
  });

  it('works on: an incident continues, and another camera joins', async () => {
    const next = anAlert({ incidentId: 'old', sequence: 3, fenceId: 'old-floor' });
    expect(await cases.record(planFor(next))).toMatchObject({ effect: 'seen-again' });
    const other = { incidentId: 'new', cameraId: 'stairs', fenceId: 'foot', place: 'north-stairs' };
    expect(await cases.record(planFor(anAlert(other)))).toMatchObject({
      effect: 'joined',
      caseId: '20261121-0001',
    });
  });
});
