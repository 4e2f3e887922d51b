// A second opinion: the result of a closer look at one object just before its alert. It is part of the observation, so that a
// back-test gets the same opinion as the live engine.
import { z } from 'zod';
import { boxSchema } from './geometry.ts';
import { momentSchema } from './limits.ts';

export const opinionWords = [
  /** People cover it. */
  'person',
  /** Vehicles or two-wheelers cover it. */
  'vehicle',
  /** The same object was there before: it is part of the background model. */
  'known',
  /** A ghost: a person or vehicle that was part of the background model has left, and this is what it hid. */
  'left',
  /** The look failed. */
  'failed',
  /** The look took too long, or there were too many at once. */
  'late',
] as const;
export const opinionWordSchema = z.enum(opinionWords);
export type OpinionWord = z.infer<typeof opinionWordSchema>;

export const opinionSchema = z.strictObject({
  /** The object. */
  region: boxSchema,
  /** When it was given, epoch ms; it applies for a limited time. */
  at: momentSchema,
  /** Empty when nothing speaks against the alert. */
  says: z.array(opinionWordSchema).max(opinionWords.length),
});
export type Opinion = z.infer<typeof opinionSchema>;
