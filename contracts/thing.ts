// The classes of things that detectors name, whatever a model calls them. Fences and kinds ask for things, never for models.
import { z } from 'zod';

/** What a detection can be, whatever the model calls it. `other` is seen but means nothing to a rule. */
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
