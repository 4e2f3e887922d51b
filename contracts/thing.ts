// The classes of objects. Each model's labels are mapped to these classes, so that fences and kinds do not depend on a model.
import { z } from 'zod';

/** The class of a detection. Rules ignore `other`. */
export const things = [
  'person',
  'vehicle',
  'two-wheeler',
  'goods',
  'stall',
  'umbrella',
  'table',
  'debris',
  'animal',
  'other',
] as const;
export const thingSchema = z.enum(things);
export type Thing = z.infer<typeof thingSchema>;
