// The index of uploaded photos. The files are in the evidence folder.
import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import type { PhotoIndex } from '../evidence/photo-index.ts';
import type { Database } from './database.ts';
import { photos } from './photo-schema.ts';

export function createPhotoIndex(database: Database): PhotoIndex {
  const find = async (photo: string) => {
    const [row] = await database.select().from(photos).where(eq(photos.photo, photo));
    return row ?? null;
  };
  return {
    find,
    put: async (entry) => {
      await database.insert(photos).values(entry).onConflictDoNothing();
      return (await find(entry.photo)) ?? entry;
    },
    of: (caseId) =>
      database
        .select()
        .from(photos)
        .where(eq(photos.caseId, caseId))
        .orderBy(asc(photos.at), asc(photos.photo)),
    countLoose: (by) => database.$count(photos, and(eq(photos.by, by), isNull(photos.caseId))),
    removeLooseBefore: async (at) => {
      const rows = await database
        .delete(photos)
        .where(and(isNull(photos.caseId), lt(photos.at, at)))
        .returning({ photo: photos.photo });
      return rows.map(({ photo }) => photo);
    },
  };
}
