// The state of one deadline of a case: green up to 80 %, yellow up to 100 %, then red.
import { z } from 'zod';
import { limitUnits } from './limit.ts';
import { maxCount, momentSchema } from './limits.ts';
import { limitNames } from './policy.ts';

export const lights = ['green', 'yellow', 'red'] as const;
export type Light = (typeof lights)[number];

export const caseDeadlineSchema = z.strictObject({
  name: z.enum(limitNames),
  /** In ms, of workdays in days. */
  limit: z.strictObject({ unit: z.enum(limitUnits), amount: z.number().positive().max(maxCount) }),
  /** Share of the limit: 1 is all of it. */
  used: z.number().nonnegative().max(maxCount),
  light: z.enum(lights),
  /** Epoch ms. The end of green, and of yellow; null while the clock is stopped, or if the case ended before. */
  greenUntil: momentSchema.nullable(),
  yellowUntil: momentSchema.nullable(),
  /** When it was done; null until then. */
  metAt: momentSchema.nullable(),
  isRunning: z.boolean(),
});
export type CaseDeadline = z.infer<typeof caseDeadlineSchema>;
