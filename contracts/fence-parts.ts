// Parts that fences and kinds are written with alike: ids, anchors, dwells, sizes, severities. As an operator writes them,
// and as they are worked with. Takes and gives nothing else.
import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';

export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'expected 1 to 64 letters, digits, "-" or "_"');

/** Classes of things that may have a dwell of their own; `default` for what is not named. */
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

/** What of a thing must be where for it to count as in the fence. */
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
  /** At least this share of the thing lies inside the fence. */
  | { by: 'inside'; share: number }
  /** The thing covers at least this share of the fence. */
  | { by: 'covers'; share: number };

/** Limits of a thing's box in shares of the picture; what is smaller or larger does not count. */
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
