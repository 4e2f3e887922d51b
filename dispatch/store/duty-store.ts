// Versions of people and shifts. Two concurrent changes of the same version conflict on the next number: only one is added.
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { DutyStore } from '../roster/duty-store.ts';
import type { Database } from './database.ts';
import { dutyVersions } from './duty-schema.ts';
import type { AddWithSwap, SwapAdded } from '../roster/shift-store.ts';
import { swaps } from './shift-schema.ts';

const { version, change, at, author, reason, restoredFrom, content, siteFile } = dutyVersions;
const head = { version, change, at, author, reason, restoredFrom };

export function createDutyStore(database: Database): DutyStore {
  const whole = () => database.select({ ...head, content }).from(dutyVersions);
  return {
    newest: async () => (await whole().orderBy(desc(version)).limit(1))[0] ?? null,
    heads: () => database.select(head).from(dutyVersions).orderBy(desc(version)),
    find: async (number) => (await whole().where(eq(version, number)))[0] ?? null,
    siteFile: async () => {
      const files = database.select({ siteFile }).from(dutyVersions).where(isNotNull(siteFile));
      return (await files.orderBy(desc(version)).limit(1))[0]?.siteFile ?? null;
    },
    addWithSwap: (row, end) => addWithSwap(database, row, end),
    add: async (row, file) => {
      const added = database
        .insert(dutyVersions)
        .values({ ...row, siteFile: file ?? null })
        .onConflictDoNothing();
      return (await added.returning({ version })).length > 0;
    },
  };
}

type Adding = Parameters<AddWithSwap>;

/** The swap first: a concurrent answer waits here, and finds it ended. */
function addWithSwap(database: Database, row: Adding[0], end: Adding[1]): Promise<SwapAdded> {
  const { swap, ...how } = end;
  return database.transaction(async (transaction) => {
    const [open] = await transaction
      .select({ swap: swaps.swap })
      .from(swaps)
      .where(and(eq(swaps.swap, swap), eq(swaps.state, 'asked')))
      .for('update');
    if (open === undefined) return 'ended';
    const added = transaction.insert(dutyVersions).values(row).onConflictDoNothing();
    if ((await added.returning({ version })).length === 0) return 'stale';
    await transaction
      .update(swaps)
      .set({ ...how, version: row.version })
      .where(eq(swaps.swap, swap));
    return 'added';
  });
}
