// Which media files there are of an incident, with their hashes. The files themselves lie in the evidence folder.
import { and, eq } from 'drizzle-orm';
import type { MediaName } from '../evidence/media.ts';
import type { Database } from './database.ts';
import { media } from './schema.ts';

export interface MediaEntry {
  incidentId: string;
  name: MediaName;
  sha256: string;
  bytes: number;
  at: number;
}

export interface MediaIndex {
  /** A repeat replaces the earlier entry. */
  put(entry: MediaEntry): Promise<void>;
  find(incidentId: string, name: MediaName): Promise<MediaEntry | null>;
}

export function createMediaIndex(database: Database): MediaIndex {
  return {
    put: async (entry) => {
      await database
        .insert(media)
        .values(entry)
        .onConflictDoUpdate({ target: [media.incidentId, media.name], set: entry });
    },
    find: async (incidentId, name) => {
      const rows = await database
        .select()
        .from(media)
        .where(and(eq(media.incidentId, incidentId), eq(media.name, name)));
      return rows[0] ?? null;
    },
  };
}
