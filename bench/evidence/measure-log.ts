// How many entries a second the custody log accepts, from recording to the signed head and its files, and the cost of one. Takes
// the database engine; returns rates, CPU and bytes per entry.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { sql } from 'drizzle-orm';
import { custodyHeads } from '../../dispatch/store/custody-schema.ts';
import { openEmbedded, openServer } from '../../dispatch/store/database.ts';
import { createStore } from '../../dispatch/store/store.ts';
import { openCustody } from '../../dispatch/start-custody.ts';
import { systemClock } from '../../host/clock.ts';
import { openPlace, type Engine } from '../dispatch/place.ts';

export interface LogOptions {
  entries: number;
  /** Recorded concurrently, each by its own caller. */
  together: number;
}

export interface LogCost {
  readonly engine: Engine;
  readonly entries: number;
  /** Stored in the database, after which a request is answered. */
  readonly keptPerSecond: number;
  /** In the log, signed and in its files. */
  readonly loggedPerSecond: number;
  /** CPU of dispatch for one entry, including the embedded database; a database server is not included. */
  readonly cpuMs: number;
  readonly fileBytes: number;
  readonly databaseBytes: number;
}

/** Entries of the warm-up: the first ones are slow. */
const warmUp = 500;

export async function measureLog(engine: Engine, options: LogOptions): Promise<LogCost> {
  const place = await openPlace(engine);
  const { folder: dataDir, databaseUrl } = place;
  try {
    const store = await createStore({ dataDir, databaseUrl });
    const log = pino({ level: 'silent' });
    const parts = await openCustody({ store, dataDir, clock: systemClock, log });
    const run = { ...parts, together: options.together };
    await noteMany(run, warmUp);
    const files = join(dataDir, 'custody-log');
    const filesBefore = await bytesIn(files);
    const cpuBefore = process.cpuUsage();
    const startedMs = performance.now();
    await noteAll(run, options.entries);
    const keptMs = performance.now() - startedMs;
    await parts.custodyWriter.flush();
    const loggedMs = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(cpuBefore);
    await store.close();
    const rate = (ms: number) => Math.round((options.entries * 1000) / ms);
    return {
      engine,
      entries: options.entries,
      keptPerSecond: rate(keptMs),
      loggedPerSecond: rate(loggedMs),
      cpuMs: (user + system) / 1000 / options.entries,
      fileBytes: ((await bytesIn(files)) - filesBefore) / options.entries,
      databaseBytes: (await databaseBytes(dataDir, databaseUrl)) / (options.entries + warmUp),
    };
  } finally {
    await place.stop();
  }
}

type Run = Awaited<ReturnType<typeof openCustody>> & { together: number };

async function noteMany(run: Run, count: number): Promise<void> {
  await noteAll(run, count);
  await run.custodyWriter.flush();
}

/** Each caller waits for its entry before recording the next. */
async function noteAll({ custody, together }: Run, count: number): Promise<void> {
  let left = count;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await custody.note({
        at: Date.now(),
        act: 'case-viewed',
        subject: { case: '20261122-0001' },
        person: { actor: 'li', role: 'auditor', address: '10.1.2.3' },
      });
    }
  };
  await Promise.all(Array.from({ length: together }, caller));
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries)
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}

/** Size of the tables of the log, with their indexes. */
async function databaseBytes(dataDir: string, databaseUrl: string | undefined): Promise<number> {
  const open =
    databaseUrl === undefined
      ? await openEmbedded(join(dataDir, 'database'))
      : await openServer(databaseUrl);
  try {
    const bytes = sql<number>`(pg_total_relation_size('custody_log')
      + pg_total_relation_size('custody_personal'))::float`;
    // Any row: the size is that of whole tables.
    const [row] = await open.database.select({ bytes }).from(custodyHeads).limit(1);
    return row?.bytes ?? 0;
  } finally {
    await open.close();
  }
}
