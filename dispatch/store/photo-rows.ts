// Photos within the transaction of a report or a step: reads and locks the named ones, and assigns them to the case.
import { inArray } from 'drizzle-orm';
import type { PhotoFact } from '../cases/photo-proof.ts';
import type { Database } from './database.ts';
import { photos } from './photo-schema.ts';

/** Locked until the end of the transaction: only one of two concurrent steps may name a photo. */
export async function photoFacts(
  transaction: Database,
  named: readonly string[],
): Promise<PhotoFact[]> {
  if (named.length === 0) return [];
  return transaction
    .select({ photo: photos.photo, by: photos.by, caseId: photos.caseId })
    .from(photos)
    .where(inArray(photos.photo, [...named]))
    .orderBy(photos.photo)
    .for('update');
}

export async function bindPhotos(
  transaction: Database,
  caseId: string,
  named: readonly string[],
): Promise<void> {
  if (named.length === 0) return;
  await transaction
    .update(photos)
    .set({ caseId })
    .where(inArray(photos.photo, [...named]));
}
