// The index of media files of each opening, with their hashes. The files are in the evidence folder. The first file of a name
// wins: an entry changes only when its file is deleted. The custody log holds the hash too, so that neither can be changed alone.
import { and, eq, inArray, isNull, like } from 'drizzle-orm';
import { parseEntry } from '../../evidence/log-entry.ts';
import type { MediaIndex, MediaKey } from '../evidence/media-index.ts';
import { custodyLog, isAbout } from './custody-schema.ts';
import { addWaiting } from './custody-store.ts';
import type { Database } from './database.ts';
import { media } from './schema.ts';

export function createMediaIndex(database: Database): MediaIndex {
  const find = async (key: MediaKey) => {
    const [row] = await database.select().from(media).where(isKey(key));
    return row ?? null;
  };
  return {
    put: async (entry, received) => {
      await database.transaction(async (transaction) => {
        const rows = transaction.insert(media).values(entry).onConflictDoNothing();
        const added = await rows.returning({ name: media.name });
        if (added.length > 0 && received !== null) await addWaiting(transaction, [received]);
      });
      return (await find(entry)) ?? entry;
    },
    note: (draft) => addWaiting(database, [draft]),
    find,
    received: (key) => receivedIn(database, key),
    of: async (incidentIds) => {
      if (incidentIds.length === 0) return [];
      const { incidentId, opening, name } = media;
      return database
        .select({ incidentId, opening, name })
        .from(media)
        .where(and(inArray(incidentId, [...incidentIds]), isNull(media.deletedAt)));
    },
  };
}

/** Pending entries do not count, because they could still be changed. */
async function receivedIn(database: Database, key: MediaKey): Promise<string | null> {
  const isOne = and(isAbout('incident', key.incidentId), like(custodyLog.entry, receivedPattern));
  const rows = await database.select().from(custodyLog).where(isOne).orderBy(custodyLog.position);
  for (const { entry } of rows) {
    const { act, outcome, subject, details } = parseEntry(entry) ?? {};
    const isDone = act === 'file-received' && outcome === 'done';
    const isThis = subject?.['opening'] === `${key.opening}` && subject['file'] === key.name;
    if (isDone && isThis) return String(details?.['sha256']);
  }
  return null;
}

const receivedPattern = '%"act":"file-received"%';

export function isKey({ incidentId, opening, name }: MediaKey) {
  return and(eq(media.incidentId, incidentId), eq(media.opening, opening), eq(media.name, name));
}
