// Receipts of notifications by devices, and the users who opened a case in the dashboard. The first receipt of each kind is kept.
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { caseOpenings } from './people-schema.ts';
import { notifications } from './schema.ts';
import type { ReceiptResult, ReceiptHeard, ReceiptStore } from '../delivery/receipt-store.ts';

export function createReceiptStore(database: Database): ReceiptStore {
  return {
    record: (receipt) => record(database, receipt),
    caseOpened: async (caseId, username, at) => {
      const row = { caseId, username, at };
      const added = await database
        .insert(caseOpenings)
        .values(row)
        .onConflictDoNothing()
        .returning({ at: caseOpenings.at });
      return added.length > 0;
    },
    openedBy: (caseId) =>
      database
        .select({ username: caseOpenings.username, at: caseOpenings.at })
        .from(caseOpenings)
        .where(eq(caseOpenings.caseId, caseId))
        .orderBy(asc(caseOpenings.at), asc(caseOpenings.username)),
  };
}

async function record(database: Database, receipt: ReceiptHeard): Promise<ReceiptResult> {
  const { notificationId, step } = receipt;
  const [known] = await database
    .select({ position: notifications.position })
    .from(notifications)
    .where(eq(notifications.notificationId, notificationId));
  if (known === undefined) return 'unknown-notification';
  const heardBefore = step === 'received' ? notifications.receivedAt : notifications.openedAt;
  const changed = await database
    .update(notifications)
    .set(columnsOf(receipt))
    .where(and(eq(notifications.notificationId, notificationId), isNull(heardBefore)))
    .returning({ position: notifications.position });
  return changed.length > 0 ? 'recorded' : 'repeated';
}

/** A notification that was opened was received. */
function columnsOf({ step, at, by }: ReceiptHeard) {
  if (step === 'received') return { receivedAt: at, receivedBy: by };
  return {
    openedAt: at,
    openedBy: by,
    receivedAt: sql<number>`coalesce(${notifications.receivedAt}, ${at})`,
    receivedBy: sql<string | null>`case when ${notifications.receivedAt} is null
      then ${by} else ${notifications.receivedBy} end`,
  };
}
