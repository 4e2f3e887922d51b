// The numbers of cases, counted by day. Takes a transaction; returns the id of one more case.
import { eq, sql } from 'drizzle-orm';
import { formatCaseId } from '../cases/case-record.ts';
import type { Database } from './database.ts';
import { caseNumbers } from './schema.ts';

/** Locks the counter of the day, so that numbers are unique and without gaps. */
export async function lockedNumber(transaction: Database, day: string): Promise<number> {
  const [row] = await transaction
    .insert(caseNumbers)
    .values({ day, last: 0 })
    .onConflictDoUpdate({ target: caseNumbers.day, set: { last: sql`${caseNumbers.last}` } })
    .returning({ last: caseNumbers.last });
  if (row === undefined) throw new Error('the database gave no case number');
  return row.last;
}

/** One more case on this day, for a case without an alert. */
export async function nextCaseId(transaction: Database, day: string): Promise<string> {
  const last = (await lockedNumber(transaction, day)) + 1;
  await transaction.update(caseNumbers).set({ last }).where(eq(caseNumbers.day, day));
  return formatCaseId(day, last);
}
