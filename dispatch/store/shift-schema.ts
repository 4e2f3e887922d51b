// The tables of shifts: requested swaps, hand-overs, and review settings.
import { bigserial, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type {
  DutyPart,
  DutyStretch,
  HandOverSummary,
  ReviewGate,
  SwapState,
} from '../../contracts/index.ts';
import { time } from './columns.ts';

/** Answered once; the resulting override is in the version of the roster. */
export const swaps = pgTable(
  'swaps',
  {
    swap: bigserial('swap', { mode: 'number' }).primaryKey(),
    give: jsonb('give').$type<DutyStretch>().notNull(),
    inReturn: jsonb('in_return').$type<DutyStretch>(),
    asker: text('asker').notNull(),
    other: text('other').notNull(),
    reason: text('reason').notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: time('asked_at').notNull(),
    state: text('state').$type<Exclude<SwapState, 'lapsed'>>().notNull(),
    endedAt: time('ended_at'),
    endedBy: text('ended_by'),
    version: integer('version'),
  },
  (table) => [index('swaps_by_time').on(table.askedAt)],
);

/** One per change of people on a duty, whichever dispatch records it first. */
export const handOvers = pgTable(
  'hand_overs',
  {
    handOver: bigserial('hand_over', { mode: 'number' }).primaryKey(),
    unit: text('unit').notNull(),
    part: text('part').$type<DutyPart>().notNull(),
    from: time('from').notNull(),
    at: time('at').notNull(),
    /** Ids of persons. */
    outgoing: jsonb('outgoing').$type<string[]>().notNull(),
    incoming: jsonb('incoming').$type<string[]>().notNull(),
    summary: jsonb('summary').$type<HandOverSummary>().notNull(),
    madeAt: time('made_at').notNull(),
    signedAt: time('signed_at'),
    signedBy: text('signed_by'),
    note: text('note'),
  },
  (table) => [uniqueIndex('hand_overs_once').on(table.at, table.unit, table.part)],
);

/** Append-only: the newest row of a fence or kind applies. */
export const reviewGates = pgTable(
  'review_gates',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    of: text('of').$type<ReviewGate['of']>().notNull(),
    target: text('target').notNull(),
    rule: jsonb('rule').$type<ReviewGate['rule']>().notNull(),
    at: time('at').notNull(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [index('review_gates_by_target').on(table.of, table.target, table.id)],
);
