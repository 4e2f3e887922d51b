// When a person wants to be left alone, and what becomes of ordinary messages then. As written in a site file: for each person, and
// for the whole site. Urgent cases ring through.
import { z } from 'zod';
import { hoursSchema } from './calendar.ts';
import type { Severity } from './fence-parts.ts';
import { idSchema } from './fence.ts';

export const quietHoursSchema = z.strictObject({
  /** None: no quiet hours, whatever the site has. */
  hours: z.array(hoursSchema).max(20),
  /** Messages `wait` for the end, or the `next-person` on duty gets them. */
  then: z.enum(['wait', 'next-person']).default('wait'),
});
export type QuietHours = z.output<typeof quietHoursSchema>;

/** Quiet hours longer than this are none: nobody would be told. */
export const longestQuietMs = 16 * 3_600_000;

/** These ring through quiet hours. */
export const urgentSeverities: readonly Severity[] = ['high', 'critical'];

export function isUrgent(severity: Severity | undefined): boolean {
  return severity !== undefined && urgentSeverities.includes(severity);
}

/**
 * GET /api/quiet-hours → ownQuietHoursSchema: those of the person who logs in so; 404 for whoever is not in the roster.
 * PUT /api/quiet-hours ← setQuietHoursSchema → ownQuietHoursSchema
 */
export const setQuietHoursSchema = z.strictObject({
  /** Null: those of the site. */
  own: quietHoursSchema.nullable(),
});
export const ownQuietHoursSchema = setQuietHoursSchema.extend({
  person: idSchema,
  site: quietHoursSchema.nullable(),
});
export type OwnQuietHours = z.output<typeof ownQuietHoursSchema>;
