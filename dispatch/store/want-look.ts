// Schedules a look at a case: written with its cause, so that a crash loses no look.
import type { Database } from './database.ts';
import { caseTimers } from './engine-schema.ts';

export async function wantLook(transaction: Database, caseId: string, at: number): Promise<void> {
  await transaction
    .insert(caseTimers)
    .values({ caseId, at })
    .onConflictDoUpdate({ target: caseTimers.caseId, set: { at } });
}
