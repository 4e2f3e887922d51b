// The facts of the tables that the custody log tells of too, page by page, and what contradicts itself among the tables.
import { and, asc, gt, isNotNull, sql, type SQL } from 'drizzle-orm';
import { alertDigest } from '../../evidence/alert-seal.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { asNoted } from '../evidence/custody-draft.ts';
import {
  alertFact,
  fileFact,
  photoFact,
  stepFact,
  whoText,
  type Fact,
} from '../evidence/comparison/fact.ts';
import type {
  Contradiction,
  FactPage,
  FactSource,
  StoredFacts,
} from '../evidence/comparison/stored-facts.ts';
import type { Database } from './database.ts';
import { photos } from './photo-schema.ts';
import { alerts, caseIncidents, cases, caseSteps, media } from './schema.ts';
import { isOneOf } from './sql-lists.ts';

export function createStoredFacts(database: Database): StoredFacts {
  return {
    sources: [
      stepsIn(database),
      alertsIn(database),
      filesIn(database, 'file'),
      filesIn(database, 'deletion'),
      photosIn(database),
    ],
    contradictions: (limit) => contradictionsIn(database, limit),
    casesThere: async (ids) => {
      const rows = database.select({ id: cases.id }).from(cases).where(isOneOf(cases.id, ids));
      return new Set((await rows).map(({ id }) => id));
    },
    entriesFrom: async (row) => {
      const result = await database.execute(sql`
        select "position" as "row", "entry" from "custody_log" where "position" >= ${row}
        union all select -1 as "row", "entry" from "custody_waiting"`);
      const rows = (result as { rows: { row: string; entry: string }[] }).rows;
      return rows
        .map((one) => ({ row: Number(one.row), entry: one.entry }))
        .sort((one, other) => orderOf(one.row) - orderOf(other.row));
    },
  };
}

/** Those that wait come last. */
function orderOf(row: number): number {
  return row < 0 ? Number.MAX_SAFE_INTEGER : row;
}

function pageOf<T>(
  rows: readonly T[],
  limit: number,
  { fact, cursor }: { fact: (row: T) => Fact; cursor: (row: T) => string },
): FactPage {
  const last = rows.at(-1);
  const next = last === undefined || rows.length < limit ? null : cursor(last);
  return { facts: rows.map(fact), next };
}

function stepsIn(database: Database): FactSource {
  const { id, caseId, at, step, state, alertId, actor, reason } = caseSteps;
  return async (after, limit) => {
    const rows = await database
      .select({ id, caseId, at, step, state, alertId, actor, reason })
      .from(caseSteps)
      .where(gt(id, Number(after ?? -1)))
      .orderBy(asc(id))
      .limit(limit);
    return pageOf(rows, limit, {
      fact: (row) => stepFact({ ...row, who: whoText(asNoted(row.actor), asNoted(row.reason)) }),
      cursor: (row) => String(row.id),
    });
  };
}

function alertsIn(database: Database): FactSource {
  const { alertId, receivedAt, body } = alerts;
  return async (after, limit) => {
    const rows = await database
      .select({ id: alertId, at: receivedAt, body })
      .from(alerts)
      .where(gt(alertId, after ?? ''))
      .orderBy(asc(alertId))
      .limit(limit);
    return pageOf(rows, limit, {
      fact: ({ id, at, body: alert }) =>
        alertFact({ id, at, hash: alertDigest(nodeCrypto.sha256, alert) }),
      cursor: ({ id }) => id,
    });
  };
}

/** A file that was deleted keeps its row; the deletion is a fact of its own. */
function filesIn(database: Database, kind: 'file' | 'deletion'): FactSource {
  const { incidentId, opening, name, sha256, at, deletedAt } = media;
  const wanted = kind === 'deletion' ? isNotNull(deletedAt) : undefined;
  return async (after, limit) => {
    const rows = await database
      .select({ incidentId, opening, file: name, hash: sha256, at, deletedAt })
      .from(media)
      .where(and(wanted, after === null ? undefined : isAfter(after)))
      .orderBy(asc(incidentId), asc(opening), asc(name))
      .limit(limit);
    return pageOf(rows, limit, {
      fact: (row) =>
        fileFact({
          ...{ kind, incidentId: row.incidentId, opening: String(row.opening), file: row.file },
          ...{ hash: row.hash, at: kind === 'file' ? row.at : (row.deletedAt ?? row.at) },
        }),
      cursor: (row) => JSON.stringify([row.incidentId, row.opening, row.file]),
    });
  };
}

function isAfter(cursor: string): SQL {
  const [incident, opening, name] = JSON.parse(cursor) as [string, number, string];
  const { incidentId, opening: number, name: file } = media;
  return sql`(${incidentId}, ${number}, ${file}) > (${incident}, ${opening}::integer, ${name})`;
}

function photosIn(database: Database): FactSource {
  const { photo, caseId, at } = photos;
  return async (after, limit) => {
    const rows = await database
      .select({ id: photo, caseId, at })
      .from(photos)
      .where(and(isNotNull(caseId), gt(photo, after ?? '')))
      .orderBy(asc(photo))
      .limit(limit);
    return pageOf(rows, limit, { fact: (row) => photoFact(row), cursor: ({ id }) => id });
  };
}

/** Each in one statement, so that what is written meanwhile contradicts nothing. */
async function contradictionsIn(database: Database, limit: number): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const [what, query] of Object.entries(queries)) {
    const result = await database.execute(sql`${query} limit ${limit}`);
    const { rows } = result as { rows: { id: string }[] };
    found.push(...rows.map(({ id }) => ({ what: what as Contradiction['what'], id })));
  }
  return found;
}

const queries: Record<Contradiction['what'], SQL> = {
  'case-without-steps': sql`select "c"."id" as "id" from ${cases} as "c" where not exists
    (select 1 from ${caseSteps} as "s" where "s"."case_id" = "c"."id")`,
  'case-in-other-state': sql`select "c"."id" as "id" from ${cases} as "c" where "c"."state" <>
    (select "s"."state" from ${caseSteps} as "s" where "s"."case_id" = "c"."id"
      order by "s"."id" desc limit 1)`,
  'step-without-case': sql`select distinct "s"."case_id" as "id" from ${caseSteps} as "s" where not exists
    (select 1 from ${cases} as "c" where "c"."id" = "s"."case_id")`,
  'incident-without-case': sql`select "i"."incident_id" as "id" from ${caseIncidents} as "i" where not exists
    (select 1 from ${cases} as "c" where "c"."id" = "i"."case_id")`,
  'alert-without-incident': sql`select "a"."alert_id" as "id" from ${alerts} as "a" where not exists
    (select 1 from ${caseIncidents} as "i" where "i"."incident_id" = "a"."incident_id")`,
  'incident-without-alerts': sql`select "i"."incident_id" as "id" from ${caseIncidents} as "i" where not exists
    (select 1 from ${alerts} as "a" where "a"."incident_id" = "i"."incident_id")`,
};
