// Who there is: units from the grid up to the city, people with their channels and language, and their shifts. As written
// in a site file; who is on duty at a moment is worked out from it.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { clockTimeSchema, dateSchema, hoursSchema } from './calendar.ts';
import { idSchema } from './fence.ts';
import { shortNameSchema } from './limits.ts';

export const levels = ['grid', 'community', 'street', 'district', 'city'] as const;
export type Level = (typeof levels)[number];

/** What somebody is on duty as. */
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
  /** Grid cells that belong to it itself. */
  cells: z.array(gridCellSchema).max(10_000).optional(),
  /** Names of the channels on which its group hears of its cases; the first that works is taken. */
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
  /** The name he logs in with. */
  user: z.string().min(1).max(64).optional(),
  /** The last day on which he can be on duty. */
  until: dateSchema.optional(),
});
export type StaffMember = z.output<typeof staffSchema>;

/** A local moment, to the minute, such as "2026-10-01T20:00". */
export const localMomentSchema = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    'expected a time such as "2026-10-01T20:00"',
  )
  .refine((text) => !Number.isNaN(Date.parse(`${text}:00Z`)), 'expected a date that exists');

/** One layer of a unit's roster for one part. Of several layers the highest that has somebody comes first. */
export const shiftSchema = z.strictObject({
  id: idSchema,
  unit: idSchema,
  part: dutyPartSchema,
  layer: z.number().int().min(0).max(9).default(0),
  /** When it is served; always when absent. Each span belongs to the date on which it begins. */
  hours: z.array(hoursSchema).min(1).max(50).optional(),
  /** In turn with a rotation; without one all at once, the first to be told first. */
  people: z.array(idSchema).min(1).max(200),
  /** How many days each one serves before it is the next one's turn, and the day on which the first one begins. */
  rotation: z
    .strictObject({ days: z.number().int().min(1).max(366).default(1), start: dateSchema })
    .optional(),
  /** When one turn ends and the next begins, in shifts without hours. */
  handOverAt: clockTimeSchema
    .refine((text) => text !== '24:00', 'expected a time before "24:00"')
    .default('00:00'),
});
export type Shift = z.output<typeof shiftSchema>;

/** For a while somebody serves in another one's place, takes the whole duty, or does not serve. */
export const overrideSchema = z
  .strictObject({
    unit: idSchema,
    part: dutyPartSchema,
    from: localMomentSchema,
    to: localMomentSchema,
    /** Who serves. */
    person: idSchema.optional(),
    /** In whose place; everybody's when absent. */
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
