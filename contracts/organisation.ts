// The organisation: units from the grid up to the city, people with their channels and language, and their shifts. The form in a site
// file. Dispatch computes from it who is on duty.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { clockTimeSchema, dateSchema, hoursSchema } from './calendar.ts';
import { idSchema } from './fence.ts';
import { shortNameSchema } from './limits.ts';
import { quietHoursSchema } from './quiet-hours.ts';

export const levels = ['grid', 'community', 'street', 'district', 'city'] as const;
export type Level = (typeof levels)[number];

/** The parts that people play on duty. */
export const dutyParts = ['officer', 'property', 'duty-leader'] as const;
export const dutyPartSchema = z.enum(dutyParts);
export type DutyPart = z.infer<typeof dutyPartSchema>;

export const languages = ['zh-CN', 'en'] as const;

export const unitSchema = z.strictObject({
  id: idSchema,
  name: shortNameSchema,
  level: z.enum(levels),
  /** The unit above; none for the highest. */
  parent: idSchema.optional(),
  /** Grid cells that belong directly to it. */
  cells: z.array(gridCellSchema).max(10_000).optional(),
  /** Names of the channels on which its group is notified; the first that works is used. */
  channels: z.array(idSchema).max(10).optional(),
});
export type Unit = z.infer<typeof unitSchema>;

export const staffSchema = z.strictObject({
  id: idSchema,
  name: shortNameSchema,
  phone: z.string().min(1).max(40).optional(),
  email: z.email().max(200).optional(),
  language: z.enum(languages).default('zh-CN'),
  /** Names of channels in the order in which they are tried. */
  channels: z.array(idSchema).max(10).default([]),
  /** His user name. */
  user: z.string().min(1).max(64).optional(),
  /** His own quiet hours; the site's when absent. */
  quietHours: quietHoursSchema.optional(),
  /** The last day on which he can be on duty. */
  until: dateSchema.optional(),
});
export type StaffMember = z.output<typeof staffSchema>;

/** A local time, to the minute, such as "2026-10-01T20:00". */
export const localMomentSchema = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    'expected a time such as "2026-10-01T20:00"',
  )
  .refine((text) => !Number.isNaN(Date.parse(`${text}:00Z`)), 'expected a date that exists');

/** One layer of a unit's roster for one part. The highest layer that has somebody on duty applies. */
export const shiftSchema = z.strictObject({
  id: idSchema,
  unit: idSchema,
  part: dutyPartSchema,
  layer: z.number().int().min(0).max(9).default(0),
  /** The hours of the shift; always when absent. A span belongs to the date on which it begins. */
  hours: z.array(hoursSchema).min(1).max(50).optional(),
  /** With a rotation they take turns; without one all are on duty, and the first is notified first. */
  people: z.array(idSchema).min(1).max(200),
  /** How many days a turn lasts, and the day on which the first turn begins. */
  rotation: z
    .strictObject({ days: z.number().int().min(1).max(366).default(1), start: dateSchema })
    .optional(),
  /** When turns change, in shifts without hours. */
  handOverAt: clockTimeSchema
    .refine((text) => text !== '24:00', 'expected a time before "24:00"')
    .default('00:00'),
});
export type Shift = z.output<typeof shiftSchema>;

/** For a limited time a person replaces another, takes the whole duty, or is off duty. */
export const overrideSchema = z
  .strictObject({
    unit: idSchema,
    part: dutyPartSchema,
    from: localMomentSchema,
    to: localMomentSchema,
    /** Who is on duty. */
    person: idSchema.optional(),
    /** Whom he replaces; everybody when absent. */
    instead: idSchema.optional(),
    reason: z.string().max(300).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'expected a time after `from`' })
  .refine(
    ({ person, instead }) => person !== undefined || instead !== undefined,
    'expected who serves, or who does not',
  )
  .refine(({ person, instead }) => person !== instead, 'expected two different people');
export type DutyOverride = z.output<typeof overrideSchema>;

export const organisationShape = {
  units: z.array(unitSchema).max(20_000).optional(),
  people: z.array(staffSchema).max(20_000).optional(),
  shifts: z.array(shiftSchema).max(20_000).optional(),
  overrides: z.array(overrideSchema).max(20_000).optional(),
};

export interface Organisation {
  units: readonly Unit[];
  people: readonly StaffMember[];
  shifts: readonly Shift[];
  overrides: readonly DutyOverride[];
}

export function completeOrganisation(
  file: z.output<z.ZodObject<typeof organisationShape>>,
): Organisation {
  const { units = [], people = [], shifts = [], overrides = [] } = file;
  return { units, people, shifts, overrides };
}
