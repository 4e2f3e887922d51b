// Schemas that fences and kinds share: ids, anchors, dwells, sizes, severities, each as an operator writes it and as the code
// uses it.
import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';

export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'expected 1 to 64 letters, digits, "-" or "_"');

/** Classes of objects that may have a dwell of their own; `default` for all others. */
export const dwellClasses = ['vehicle', 'two-wheeler', 'goods', 'default'] as const;
export type DwellClass = (typeof dwellClasses)[number];
export type Dwell = Record<DwellClass, number>;

export const dwellSchema = z.union(
  [
    positiveDurationSchema,
    z.strictObject({
      vehicle: positiveDurationSchema.optional(),
      'two-wheeler': positiveDurationSchema.optional(),
      goods: positiveDurationSchema.optional(),
      default: positiveDurationSchema.optional(),
    }),
  ],
  'expected a duration longer than zero such as "40s", or one per class of thing: {vehicle: 50s, goods: 40s}',
);

export const shareSchema = z.number().min(0).max(1);
export const someShareSchema = shareSchema.gt(0);

/** Which part of an object must be in the fence for it to count. */
export const anchorSchema = z.union(
  [
    z.enum(['bottom-centre', 'any-overlap']),
    z.strictObject({ inside: someShareSchema }),
    z.strictObject({ covers: someShareSchema }),
  ],
  'expected "bottom-centre", "any-overlap", {inside: 0.5} (share of the thing) or {covers: 0.1} (share of the fence)',
);
export type Anchor =
  | { by: 'bottom-centre' }
  | { by: 'any-overlap' }
  /** At least this share of the object is inside the fence. */
  | { by: 'inside'; share: number }
  /** The object covers at least this share of the fence. */
  | { by: 'covers'; share: number };

/** Size limits of an object's box in shares of the picture; smaller or larger ones do not count. */
export const sizeLimitsSchema = z.strictObject({
  minWidth: someShareSchema.optional(),
  maxWidth: someShareSchema.optional(),
  minHeight: someShareSchema.optional(),
  maxHeight: someShareSchema.optional(),
  /** Of the box: width × height. */
  minArea: someShareSchema.optional(),
  maxArea: someShareSchema.optional(),
});
export type SizeLimits = z.infer<typeof sizeLimitsSchema>;

export const severities = ['low', 'normal', 'high', 'critical'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;
