// Has dispatch look at a case soon: written with whatever makes something due, so that a crash loses no look.
import type { Database } from './database.ts';
import { caseTimers } from './engine-schema.ts';

export async function wantLook(transaction: Database, caseId: string, at: number): Promise<void> {
  await transaction
    .insert(caseTimers)
    .values({ caseId, at })
    .onConflictDoUpdate({ target: caseTimers.caseId, set: { at } });
}
