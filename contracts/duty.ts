// A duty of the simple roster: who is responsible for a grid cell in which hours, with name and telephone number.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { hoursSchema } from './calendar.ts';
import { idSchema } from './fence.ts';
import { kindSchema } from './kind.ts';
import { languages } from './organisation.ts';
import { shortNameSchema } from './limits.ts';
import { quietHoursSchema } from './quiet-hours.ts';

const personSchema = z.strictObject({
  name: shortNameSchema,
  phone: z.string().max(40).optional(),
  email: z.email().max(200).optional(),
  language: z.enum(languages).optional(),
  /** Names of channels in the order in which they are tried. */
  channels: z.array(idSchema).max(10).optional(),
  /** His user name. */
  user: z.string().min(1).max(64).optional(),
  quietHours: quietHoursSchema.optional(),
});

/** Who is responsible for a grid cell in a shift. The first entry that matches the cell, the kind and the hour is taken. */
export const dutySchema = z.strictObject({
  gridCell: gridCellSchema,
  kinds: z.array(kindSchema).min(1).max(20).optional(),
  hours: z.array(hoursSchema).min(1).max(50).optional(),
  officer: personSchema,
  property: personSchema,
  /** Names of the channels on which the cell's group is notified. */
  channels: z.array(idSchema).max(10).optional(),
});
export type Duty = z.infer<typeof dutySchema>;
