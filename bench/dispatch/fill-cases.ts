// Fills a store with as many cases as a district has in years, directly in its tables: each with incident, alerts, steps,
// notifications and media rows. Takes the database and the number of cases. Everything is derived from a case's number.
import { sql } from 'drizzle-orm';
import { kinds } from '../../contracts/index.ts';
import { openEmbedded, openServer, type OpenDatabase } from '../../dispatch/store/database.ts';
import { join } from 'node:path';
import { makeAlert } from './make-alert.ts';

export interface FillWish {
  databaseUrl: string | undefined;
  dataDir: string;
  cases: number;
  /** Epoch ms: all cases are from the two years before. */
  until: number;
}

const spanMs = 730 * 24 * 3_600_000;
/** The most rows per statement: the embedded database holds a statement's rows in memory. */
const together = 5000;
export const filledCells = 200;
export const filledPeople = 120;

export async function fillCases({ databaseUrl, dataDir, cases, until }: FillWish): Promise<void> {
  const open =
    databaseUrl === undefined
      ? await openEmbedded(join(dataDir, 'database'))
      : await openServer(databaseUrl);
  try {
    for (let from = 1; from <= cases; from += together)
      await fillPart(open, { from, to: Math.min(cases, from + together - 1), cases, until });
    await open.database.execute(sql.raw('analyze'));
  } finally {
    await open.close();
  }
}

interface Part {
  from: number;
  to: number;
  cases: number;
  until: number;
}

async function fillPart({ database }: OpenDatabase, part: Part): Promise<void> {
  for (const statement of [casesOf, incidentsOf, alertsOf, stepsOf, notificationsOf, mediaOf])
    await database.execute(sql.raw(statement(part)));
}

/** A case by its number: `n`, opening time, id and state. Nine of ten are settled. */
function numbered({ from, to, cases, until }: Part): string {
  const names = kinds.map((kind) => `'${kind}'`).join(',');
  const open = `array['dispatched','acknowledged','on-site','handled','deferred']`;
  return `(select n, 'bench-' || n as incident, opened, n % 97 = 0 as is_present,
      to_char(to_timestamp(opened / 1000.0), 'YYYYMMDD') || '-' || lpad(n::text, 6, '0') as id,
      (array[${names}])[1 + n % ${kinds.length}] as kind,
      case when n % 10 = 0 then (${open})[1 + (n / 10) % 5] when n % 10 = 1 then 'void' else 'closed' end as state,
      'Person ' || n % ${filledPeople} as person,
      '370305' || lpad((1 + n * 7919 % ${filledCells})::text, 9, '0') as cell
    from (select n, ${until - spanMs}::bigint + n::bigint * ${Math.floor(spanMs / cases)} as opened
      from generate_series(${from}, ${to}) n) as numbers) as one`;
}

const sighting = `is_present, 'camera-' || cell, 'Camera of ' || cell, 'fence-' || cell, 'Entrance ' || n % 50, 1, opened,
  opened + 600000, opened + 600000, 0.75, '{"x":0.25,"y":0.5,"width":0.125,"height":0.25}'::jsonb,
  'goods cover ' || n % 100 || '% of the exit for 50 s', '[[0,0],[1,0],[1,1]]'::jsonb,
  '{"rule":"${kinds[0] ?? ''}","dwellMs":50000,"evidence":[{"name":"cover","value":0.32}]}'::jsonb`;
const sightingColumns = `present, camera_id, camera_name, fence_id, fence_name, fence_version, opened_at, last_event_at, cleared_at,
  confidence, region, reason, polygon, trace`;

function casesOf(part: Part): string {
  return `insert into cases (id, incident_id, kind, state, ${sightingColumns}, last_opened_at, grid_cell, matter_code,
      acknowledged_at, acknowledged_by)
    select id, incident, kind, state, ${sighting}, opened, cell, '09012', opened + 300000, person
    from ${numbered(part)}`;
}

function incidentsOf(part: Part): string {
  return `insert into case_incidents (incident_id, case_id, ${sightingColumns}, present_since, last_sequence, awaited_until)
    select incident, id, ${sighting}, opened, 2, opened from ${numbered(part)}`;
}

function alertsOf(part: Part): string {
  const template = JSON.stringify(
    makeAlert({
      incidentId: 'bench',
      sequence: 1,
      event: 'opened',
      cell: '370305000000001',
      kind: kinds[0] ?? '',
      matterCode: '09012',
      at: part.until,
      openedAt: part.until,
    }),
  );
  return `insert into alerts (alert_id, incident_id, sequence, effect, received_at, body)
    select incident || '-' || sequence, incident, sequence, 'opened', opened + sequence,
      jsonb_set(jsonb_set('${template.replaceAll("'", "''")}'::jsonb, '{alertId}', to_jsonb(incident || '-' || sequence)),
        '{incident}', '${template.replaceAll("'", "''")}'::jsonb -> 'incident' || jsonb_build_object('incidentId', incident,
          'sequence', sequence, 'event', case when sequence = 1 then 'opened' else 'cleared' end))
    from ${numbered(part)}, generate_series(1, 2) as sequence`;
}

function stepsOf(part: Part): string {
  const steps = `array['reported','dispatched','acknowledged','on-site','handled','closed']`;
  return `insert into case_steps (case_id, at, step, state, actor, key)
    select id, opened + place * 300000, (${steps})[place], case when place = 6 then state else (${steps})[place] end,
      case when place > 2 then person end, case when place > 2 then 'step-' || place end
    from ${numbered(part)}, generate_series(1, 6) as place`;
}

function notificationsOf(part: Part): string {
  return `insert into notifications (notification_id, case_id, role, topic, routing, body, raised_at, state, attempts, at, listeners)
    select incident || '-1-' || role, id, role, 'fencewatch/v1/cells/' || cell || '/' || role, 'cell',
      jsonb_build_object('recipient', person, 'event', 'opened', 'capturedAt', opened), opened, 'handed-over', 1, opened, 'some'
    from ${numbered(part)}, unnest(array['officer', 'property']) as role`;
}

function mediaOf(part: Part): string {
  return `insert into media (incident_id, opening, name, sha256, bytes, at)
    select incident, 1, name, repeat('ab', 32), 100000, opened
    from ${numbered(part)}, unnest(array['picture', 'clip']) as name`;
}
