// Statistics over the cases of some days: how many, how quickly, how many in time, returned, void. Formulas are in
// docs/reference/numbers.md.
import { z } from 'zod';
import { voidReasons } from './case-action.ts';
import { countSchema, nameSchema, spanMsSchema } from './limits.ts';

/** The grouping; `all` makes one row. */
export const numberGroups = [
  'all',
  'month',
  'kind',
  'cell',
  'person',
  'fence',
  'severity',
  'level',
] as const;
export type NumberGroup = (typeof numberGroups)[number];

const daySchema = z.iso.date('expected a day such as 2026-11-01');

/** Days in the site's time zone, both included. A case counts for the day on which it was reported. */
export const numbersQuerySchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  by: z.enum(numberGroups).default('all'),
});
export type NumbersQuery = z.infer<typeof numbersQuerySchema>;

/** Over the cases in which this stage was done; null when there are none. */
const durationsSchema = z
  .strictObject({ cases: countSchema, medianMs: spanMsSchema, p90Ms: spanMsSchema })
  .nullable();
const shareSchema = z.number().min(0).max(1).nullable();

export const numbersRowSchema = z.strictObject({
  /** The group of the row: a month such as `2026-11`, a kind, a cell, a person; empty for cases without one. */
  group: nameSchema,
  cases: countSchema,
  open: countSchema,
  closed: countSchema,
  /** Open cases with a missed deadline. */
  overdue: countSchema,
  void: countSchema,
  /** Cases that were never sent out, because nobody reviewed them in time; not counted in `void`. */
  lapsed: countSchema,
  voidByReason: z.record(z.enum(voidReasons), countSchema),
  voidShare: shareSchema,
  handled: countSchema,
  returned: countSchema,
  returnedShare: shareSchema,
  reopened: countSchema,
  escalated: countSchema,
  /** Cases that were handled, or whose deadline for that has passed. */
  due: countSchema,
  onTime: countSchema,
  onTimeShare: shareSchema,
  closedOnTimeShare: shareSchema,
  toAcknowledge: durationsSchema,
  toOnSite: durationsSchema,
  toSettle: durationsSchema,
});
export type NumbersRow = z.infer<typeof numbersRowSchema>;

export const numbersSchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  by: z.enum(numberGroups),
  /** Most cases first; months in their order. */
  rows: z.array(numbersRowSchema).max(100_000),
});
export type Numbers = z.infer<typeof numbersSchema>;
