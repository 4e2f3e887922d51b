// Review settings: every setting is a row, and the newest of a fence or kind applies.
import { desc, sql } from 'drizzle-orm';
import type { ReviewGate } from '../../contracts/index.ts';
import type { Database } from './database.ts';
import { reviewGates } from './shift-schema.ts';

export interface ReviewGateStore {
  add(gate: ReviewGate): Promise<void>;
  /** The newest of each fence and kind. */
  list(): Promise<ReviewGate[]>;
  /** The number of the last setting; 0 before the first. */
  newest(): Promise<number>;
}

export function createReviewGateStore(database: Database): ReviewGateStore {
  const { of, target, rule, at, author, reason, id } = reviewGates;
  return {
    add: async ({ id: named, ...gate }) => {
      await database.insert(reviewGates).values({ ...gate, target: named });
    },
    list: () =>
      database
        .selectDistinctOn([of, target], { of, id: target, rule, at, author, reason })
        .from(reviewGates)
        .orderBy(of, target, desc(id)),
    newest: async () => {
      const [row] = await database
        .select({ last: sql<number>`coalesce(max(${id}), 0)`.mapWith(Number) })
        .from(reviewGates);
      return row?.last ?? 0;
    },
  };
}
