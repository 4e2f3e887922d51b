// The three kinds of matter that fences watch for, the classes of things that detectors name, and the
// national codes that each kind carries (GB/T 47678.5-2026, with the crosswalk of docs/reference/codes.md).
import { z } from 'zod';

export const kinds = ['street-vending', 'blocked-fire-exit', 'debris-pile'] as const;
export const kindSchema = z.enum(kinds);
export type Kind = z.infer<typeof kindSchema>;

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

/** The 5-digit national matter code that an alert of this kind carries unless its fence names another. */
export const defaultMatterCode: Record<Kind, string> = {
  'street-vending': '09006',
  'blocked-fire-exit': '09012',
  'debris-pile': '06011',
};
