// Which media files there are of each opening of an incident, with their hashes. The files lie in the evidence folder.
// The first file of a name is the one: an entry is written once and never changed.
import { and, eq, inArray } from 'drizzle-orm';
import type { MediaName } from '../evidence/media.ts';
import type { Database } from './database.ts';
import { media } from './schema.ts';

/** Which file: the picture or the clip of one opening of an incident. */
export interface MediaKey {
  incidentId: string;
  /** Sequence of the alert that opened it: 1 is the first time. */
  opening: number;
  name: MediaName;
}

export interface MediaEntry extends MediaKey {
  sha256: string;
  bytes: number;
  at: number;
}

export interface MediaIndex {
  /** Gives the entry that counts: this one, or an earlier one of the same key. */
  put(entry: MediaEntry): Promise<MediaEntry>;
  find(key: MediaKey): Promise<MediaEntry | null>;
  of(incidentIds: readonly string[]): Promise<MediaKey[]>;
}

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
        .where(inArray(incidentId, [...incidentIds]));
    },
  };
}

function isKey({ incidentId, opening, name }: MediaKey) {
  return and(eq(media.incidentId, incidentId), eq(media.opening, opening), eq(media.name, name));
}
