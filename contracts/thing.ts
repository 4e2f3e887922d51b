// The classes of objects that detectors report, whatever a model calls them. Fences and kinds refer to classes, never to models.
import { z } from 'zod';

/** The class of a detection, whatever the model calls it. `other` is detected but ignored by rules. */
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
