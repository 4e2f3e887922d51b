// Problems with their times, and the last report of each edge: stored, so that they survive a restart of dispatch.
import { and, desc, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { edgeHealthSchema, problemCodeSchema, type PastProblem } from '../../contracts/index.ts';
import type { HeardHealth } from '../problems/edge-reports.ts';
import type { HealthStore } from '../problems/health-store.ts';
import { sameWithinMs, type ProblemEntry } from '../problems/problem-registry.ts';
import type { Database } from './database.ts';
import { edgeReports, problems } from './health-schema.ts';

export function createHealthStore(database: Database): HealthStore {
  return {
    openEntries: () => openEntries(database),
    keepEntries: (entries) => keepEntries(database, entries),
    past: (limit) => past(database, limit),
    reports: () => reportsOf(database),
    keepReports: (reports) => keepReports(database, reports),
    prune: async (before) => {
      await database.delete(problems).where(lt(problems.until, before));
    },
  };
}

type Row = typeof problems.$inferSelect;

async function openEntries(database: Database): Promise<ProblemEntry[]> {
  const [last] = await database
    .select({ at: sql<string | null>`max(${problems.until})` })
    .from(problems);
  const recent = Number(last?.at ?? 0) - sameWithinMs;
  const rows = await database
    .select()
    .from(problems)
    .where(or(isNull(problems.until), gte(problems.until, recent)));
  return rows.flatMap(entryOf);
}

async function past(database: Database, limit: number): Promise<PastProblem[]> {
  const rows = await database
    .select()
    .from(problems)
    .where(and(isNotNull(problems.until)))
    .orderBy(desc(problems.until), desc(problems.since))
    .limit(limit);
  return rows.flatMap((row) =>
    entryOf(row).flatMap((entry) =>
      entry.until === null ? [] : [{ ...entry, until: entry.until }],
    ),
  );
}

async function keepEntries(database: Database, entries: readonly ProblemEntry[]): Promise<void> {
  // One statement must not contain a row twice: the last one counts.
  const rows = new Map(entries.map(rowOf).map((row) => [keyOf(row), row]));
  for (const batch of batchesOf([...rows.values()]))
    await database
      .insert(problems)
      .values(batch)
      .onConflictDoUpdate({
        target: [problems.edgeId, problems.code, problems.subject, problems.since],
        set: {
          until: sql`excluded.until`,
          times: sql`excluded.times`,
          values: sql`excluded.values`,
        },
      });
}

async function reportsOf(database: Database): Promise<HeardHealth[]> {
  const rows = await database.select().from(edgeReports);
  return rows.flatMap(({ heardAt, health }) => {
    // An earlier release may have written codes that are no longer known.
    const parsed = edgeHealthSchema.safeParse(health);
    return parsed.success ? [{ heardAt, health: parsed.data }] : [];
  });
}

async function keepReports(database: Database, reports: readonly HeardHealth[]): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.delete(edgeReports);
    for (const batch of batchesOf(reports))
      await transaction.insert(edgeReports).values(batch.map(reportRow));
  });
}

function entryOf({ code, edgeId, ...rest }: Row): ProblemEntry[] {
  const known = problemCodeSchema.safeParse(code);
  if (!known.success) return [];
  return [{ ...rest, code: known.data, edgeId: edgeId === '' ? null : edgeId, lastHeardAt: null }];
}

function rowOf({ edgeId, code, subject, since, until, times, values }: ProblemEntry): Row {
  return {
    edgeId: edgeId ?? '',
    code,
    subject: clean(subject),
    since,
    until,
    times,
    values: cleanValues(values),
  };
}

function reportRow({ health, heardAt }: HeardHealth): typeof edgeReports.$inferSelect {
  const edgeId = clean(health.edgeId);
  const found = health.problems.map((one) => ({
    ...one,
    subject: clean(one.subject),
    values: cleanValues(one.values),
  }));
  const cleaned = { ...health, edgeId, software: clean(health.software), problems: found };
  return { edgeId, heardAt, health: cleaned };
}

/** PostgreSQL refuses NUL in a text; a file name at an edge may have contained one. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '\\u0000');
}

function cleanValues(values: Row['values']): Row['values'] {
  const pairs = Object.entries(values);
  return Object.fromEntries(
    pairs.map(([name, value]) => [clean(name), typeof value === 'string' ? clean(value) : value]),
  );
}

function keyOf({ edgeId, code, subject, since }: Row): string {
  return JSON.stringify([edgeId, code, subject, since]);
}

/** A statement has room for some ten thousand values. */
function batchesOf<T>(rows: readonly T[]): T[][] {
  const size = 500;
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, index) => rows.slice(index * size, (index + 1) * size));
}
