// The time that a clip covers before and after its alert. The form in a site file, and the form with defaults.
import { z } from 'zod';
import { durationSchema } from './duration.ts';

/** Less than the time that an edge keeps, so that the start of the clip still exists when the alert is raised. */
export const longestRollMs = 5 * 60_000;
const leastRollMs = 1000;
const expected = 'expected a duration from 1s to 5m, such as "15s"';

const rollSchema = durationSchema.refine(
  (ms) => ms >= leastRollMs && ms <= longestRollMs,
  expected,
);

export const clipRollsShape = {
  clips: z.strictObject({ before: rollSchema.optional(), after: rollSchema.optional() }).optional(),
};

export interface ClipRolls {
  beforeMs: number;
  afterMs: number;
}

export const usualRolls: ClipRolls = { beforeMs: 15_000, afterMs: 30_000 };

export function completeRolls({
  clips = {},
}: z.output<z.ZodObject<typeof clipRollsShape>>): ClipRolls {
  const { before = usualRolls.beforeMs, after = usualRolls.afterMs } = clips;
  return { beforeMs: before, afterMs: after };
}
