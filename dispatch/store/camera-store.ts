// Versions of the cameras of the dashboard. Writers are serialised, so that numbers are in commit order and no reader misses one.
import { desc, eq, gt, sql } from 'drizzle-orm';
import type { CameraStore, CameraVersion } from '../cameras/camera-store.ts';
import type { Database } from './database.ts';
import { cameraVersions } from './camera-schema.ts';

const { number, id, version, change, at, author, reason, content } = cameraVersions;
const whole = { id, version, change, at, author, reason, content };

export function createCameraStore(database: Database): CameraStore {
  return {
    newestAfter: (last) =>
      database
        .selectDistinctOn([id], { number, ...whole })
        .from(cameraVersions)
        .where(gt(number, last))
        .orderBy(id, desc(version)),
    history: (named) =>
      database.select(whole).from(cameraVersions).where(eq(id, named)).orderBy(desc(version)),
    add: (versions) => add(database, versions),
  };
}

class Taken extends Error {}

async function add(database: Database, versions: readonly CameraVersion[]): Promise<boolean> {
  if (versions.length === 0) return true;
  try {
    await database.transaction(async (transaction) => {
      await transaction.execute(sql`lock table ${cameraVersions} in share row exclusive mode`);
      const rows = [...versions];
      const added = transaction.insert(cameraVersions).values(rows).onConflictDoNothing();
      if ((await added.returning({ number })).length < rows.length) throw new Taken();
    });
    return true;
  } catch (error) {
    if (error instanceof Taken) return false;
    throw error;
  }
}
