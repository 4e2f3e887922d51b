// Time limits as people write them: "30m" and "2h" are clock time, "5 workhours" (工作时) are hours of working time, "4 workdays"
// (工作日) are working days, regardless of their hours.
import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';

export const limitUnits = ['time', 'workhours', 'workdays'] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** The amount is in ms for clock time and working hours, a number of days for workdays. */
export interface Limit {
  unit: LimitUnit;
  amount: number;
}

const hourMs = 3_600_000;
const pattern = /^(\d+(?:\.\d+)?) ?(workhours?|workdays?)$/;
const expected = 'expected a limit such as "30m", "2h", "5 workhours" or "4 workdays"';
const longestDays = 366;

const workLimitSchema = z
  .string(expected)
  .max(30, { error: expected, abort: true })
  .regex(pattern, { error: expected, abort: true })
  .transform((text) => workLimit(text))
  .refine(({ amount }) => amount > 0, 'expected a limit longer than zero')
  .refine(
    ({ unit, amount }) => amount <= (unit === 'workdays' ? longestDays : longestDays * 24 * hourMs),
    `expected at most ${longestDays} workdays`,
  );

export const limitSchema = z.union(
  [
    positiveDurationSchema.transform((amount): Limit => ({ unit: 'time', amount })),
    workLimitSchema,
  ],
  expected,
);

function workLimit(text: string): Limit {
  const [, amount = '0', unit = ''] = pattern.exec(text) ?? [];
  return unit.startsWith('workday')
    ? { unit: 'workdays', amount: Number(amount) }
    : { unit: 'workhours', amount: Math.round(Number(amount) * hourMs) };
}
