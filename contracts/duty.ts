// A duty of the simplest roster: who answers for a grid cell in which hours, by name and telephone.
import { z } from 'zod';
import { gridCellSchema } from './alert.ts';
import { hoursSchema } from './calendar.ts';
import { kindSchema } from './kind.ts';

const personSchema = z.strictObject({
  name: z.string().min(1).max(100),
  phone: z.string().max(40).optional(),
});

/** Who answers for a grid cell in a shift. The first entry that fits the cell, the kind and the hour is taken. */
export const dutySchema = z.strictObject({
  gridCell: gridCellSchema,
  kinds: z.array(kindSchema).min(1).max(20).optional(),
  hours: z.array(hoursSchema).min(1).max(50).optional(),
  officer: personSchema,
  property: personSchema,
});
export type Duty = z.infer<typeof dutySchema>;
