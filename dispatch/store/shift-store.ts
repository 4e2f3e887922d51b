// Swaps and hand-overs. A swap is answered once, in the transaction of the resulting roster version; a hand-over is created once
// per change of people, and signed once.
import { and, asc, count, desc, eq, gte, isNull, lte, or, inArray } from 'drizzle-orm';
import type { CaseStepName, CellLimit, HandOverSummary } from '../../contracts/index.ts';
import type { HandOverRow, NewHandOver, ShiftStore, SwapRow } from '../roster/shift-store.ts';
import { inCells } from './case-conditions.ts';
import type { Database } from './database.ts';
import { cases, caseSteps } from './schema.ts';
import { handOvers, swaps } from './shift-schema.ts';

const mostListed = 200;

export function createShiftStore(database: Database): ShiftStore {
  return {
    addSwap: async (swap) => {
      const [row] = await database.insert(swaps).values(swap).returning();
      if (row === undefined) throw new Error('the database kept no swap');
      return row;
    },
    findSwap: async (swap) =>
      (await database.select().from(swaps).where(eq(swaps.swap, swap)))[0] ?? null,
    swapsSince: (at): Promise<SwapRow[]> =>
      database
        .select()
        .from(swaps)
        .where(or(eq(swaps.state, 'asked'), gte(swaps.askedAt, at)))
        .orderBy(desc(swaps.swap))
        .limit(mostListed),
    endSwap: async ({ swap, ...end }) => {
      const isOpen = and(eq(swaps.swap, swap), eq(swaps.state, 'asked'));
      const ended = database.update(swaps).set(end).where(isOpen);
      return (await ended.returning({ swap: swaps.swap })).length > 0;
    },
    addHandOver: (handOver) => addHandOver(database, handOver),
    handOvers: (isOpen): Promise<HandOverRow[]> =>
      database
        .select()
        .from(handOvers)
        .where(isOpen ? isNull(handOvers.signedAt) : undefined)
        .orderBy(desc(isNull(handOvers.signedAt)), desc(handOvers.at), desc(handOvers.handOver))
        .limit(2000),
    findHandOver: async (id) =>
      (await database.select().from(handOvers).where(eq(handOvers.handOver, id)))[0] ?? null,
    sign: async (id, { at, by, note }) => {
      const isOpen = and(eq(handOvers.handOver, id), isNull(handOvers.signedAt));
      const set = { signedAt: at, signedBy: by, note };
      const signed = database.update(handOvers).set(set).where(isOpen);
      return (await signed.returning({ id: handOvers.handOver })).length > 0;
    },
    happened: (steps, cells, span) => happened(database, { steps, cells, ...span }),
  };
}

/** Another dispatch may record the same change at the same time. */
async function addHandOver(database: Database, handOver: NewHandOver): Promise<boolean> {
  const added = database.insert(handOvers).values(handOver).onConflictDoNothing();
  return (await added.returning({ id: handOvers.handOver })).length > 0;
}

interface Happened {
  steps: readonly CaseStepName[];
  cells: CellLimit;
  from: number;
  to: number;
}

/** In how many cases each of these steps was taken. */
async function happened(
  database: Database,
  { steps, cells, from, to }: Happened,
): Promise<HandOverSummary['happened']> {
  const within = and(
    inArray(caseSteps.step, [...steps]),
    gte(caseSteps.at, from),
    lte(caseSteps.at, to),
    inCells(cells),
  );
  const rows = await database
    .select({ step: caseSteps.step, cases: count() })
    .from(caseSteps)
    .innerJoin(cases, eq(cases.id, caseSteps.caseId))
    .where(within)
    .groupBy(caseSteps.step)
    .orderBy(asc(caseSteps.step));
  return Object.fromEntries(rows.map((row) => [row.step, row.cases]));
}
