// The index of media files of each opening, with their hashes. The files are in the evidence folder. The first file of a name
// wins: an entry changes only when its file is deleted.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { MediaIndex, MediaKey } from '../evidence/media-index.ts';
import type { Database } from './database.ts';
import { media } from './schema.ts';

export function createMediaIndex(database: Database): MediaIndex {
  const find = async (key: MediaKey) => {
    const [row] = await database.select().from(media).where(isKey(key));
    return row ?? null;
  };
  return {
    put: async (entry) => {
      await database.insert(media).values(entry).onConflictDoNothing();
      return (await find(entry)) ?? entry;
    },
    find,
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

export function isKey({ incidentId, opening, name }: MediaKey) {
  return and(eq(media.incidentId, incidentId), eq(media.opening, opening), eq(media.name, name));
}
