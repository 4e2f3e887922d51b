// Quiet hours: when a person is not notified of ordinary cases, and what happens to the messages. As written in a site file, for
// each person and for the whole site. Urgent cases ignore quiet hours.
import { z } from 'zod';
import { hoursSchema } from './calendar.ts';
import type { Severity } from './fence-parts.ts';
import { idSchema } from './fence.ts';

export const quietHoursSchema = z.strictObject({
  /** Empty: no quiet hours, even if the site has some. */
  hours: z.array(hoursSchema).max(20),
  /** Messages `wait` for the end, or the `next-person` on duty gets them. */
  then: z.enum(['wait', 'next-person']).default('wait'),
});
export type QuietHours = z.output<typeof quietHoursSchema>;

/** Longer quiet hours are not accepted: nobody would be notified. */
export const longestQuietMs = 16 * 3_600_000;

/** These ignore quiet hours. */
export const urgentSeverities: readonly Severity[] = ['high', 'critical'];

export function isUrgent(severity: Severity | undefined): boolean {
  return severity !== undefined && urgentSeverities.includes(severity);
}

/**
 * GET /api/quiet-hours → ownQuietHoursSchema: the caller's own; 404 if he is not in the roster.
 * PUT /api/quiet-hours ← setQuietHoursSchema → ownQuietHoursSchema
 */
export const setQuietHoursSchema = z.strictObject({
  /** Null: the site's default. */
  own: quietHoursSchema.nullable(),
});
export const ownQuietHoursSchema = setQuietHoursSchema.extend({
  person: idSchema,
  site: quietHoursSchema.nullable(),
});
export type OwnQuietHours = z.output<typeof ownQuietHoursSchema>;
