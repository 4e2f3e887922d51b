// Versions of the map's items. Writers are serialised, so that numbers are in commit order and no reader misses one.
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { MapStore } from '../map/map-store.ts';
import type { Database } from './database.ts';
import { mapVersions } from './map-schema.ts';

const { number, kind, id, version, change, at, author, reason, content } = mapVersions;
const whole = { kind, id, version, change, at, author, reason, content };
/** A statement has at most 65,535 values. */
const rowsAtOnce = 2000;

export function createMapStore(database: Database): MapStore {
  return {
    newestAfter: (last) =>
      database
        .selectDistinctOn([kind, id], { number, ...whole })
        .from(mapVersions)
        .where(gt(number, last))
        .orderBy(kind, id, desc(version)),
    saidBySiteFile: () =>
      database
        .selectDistinctOn([kind, id], whole)
        .from(mapVersions)
        .where(eq(change, 'site-file'))
        .orderBy(kind, id, desc(version)),
    history: (ofKind, named) =>
      database
        .select(whole)
        .from(mapVersions)
        .where(and(eq(kind, ofKind), eq(id, named)))
        .orderBy(desc(version)),
    add: (versions) => add(database, versions),
  };
}

class Taken extends Error {}

async function add(database: Database, versions: Parameters<MapStore['add']>[0]): Promise<boolean> {
  try {
    await database.transaction(async (transaction) => {
      await transaction.execute(sql`lock table ${mapVersions} in share row exclusive mode`);
      for (let from = 0; from < versions.length; from += rowsAtOnce) {
        const rows = versions.slice(from, from + rowsAtOnce);
        const added = transaction.insert(mapVersions).values(rows).onConflictDoNothing();
        if ((await added.returning({ number })).length < rows.length) throw new Taken();
      }
    });
    return true;
  } catch (error) {
    if (error instanceof Taken) return false;
    throw error;
  }
}
