// The tables of quality checks. Rows are only added; the end of a check is set once.
import { bigserial, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LabelVerdict, SampleFilter, SecondVerdict } from '../../contracts/index.ts';
import { time } from './columns.ts';
import { cases } from './schema.ts';

export const qualitySamples = pgTable('quality_samples', {
  sample: bigserial('sample', { mode: 'number' }).primaryKey(),
  drawnAt: time('drawn_at').notNull(),
  drawnBy: text('drawn_by').notNull(),
  seed: text('seed').notNull(),
  isOwnSeed: boolean('is_own_seed').notNull(),
  filter: jsonb('filter').$type<SampleFilter>().notNull(),
  reason: text('reason').notNull(),
  size: integer('size').notNull(),
  population: integer('population').notNull(),
});

const ofSample = () => ({
  sample: integer('sample')
    .notNull()
    .references(() => qualitySamples.sample),
});

export const qualityCases = pgTable(
  'quality_cases',
  {
    ...ofSample(),
    position: integer('position').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** As it was when the sample was drawn. */
    first: text('first').$type<LabelVerdict>().notNull(),
    firstBy: text('first_by').notNull(),
    firstAt: time('first_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sample, table.position] })],
);

export const qualityChecks = pgTable(
  'quality_checks',
  {
    ...ofSample(),
    person: text('person').notNull(),
    begunAt: time('begun_at').notNull(),
    finishedAt: time('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.sample, table.person] })],
);

export const qualityVerdicts = pgTable(
  'quality_verdicts',
  {
    ...ofSample(),
    position: integer('position').notNull(),
    person: text('person').notNull(),
    verdict: text('verdict').$type<SecondVerdict>().notNull(),
    note: text('note'),
    at: time('at').notNull(),
    hadOpened: boolean('had_opened').notNull(),
    hadPart: boolean('had_part').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sample, table.position, table.person] })],
);

/** People who saw the result without having checked: they cannot check any more. */
export const qualityReaders = pgTable(
  'quality_readers',
  { ...ofSample(), person: text('person').notNull(), at: time('at').notNull() },
  (table) => [primaryKey({ columns: [table.sample, table.person] })],
);
