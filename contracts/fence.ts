// A fence: a polygon on one camera's picture with a kind, a dwell, hours and permits. This is the form in a site
// file and on the wire; `parseFence` fills in what its kind gives by default.
import { z } from 'zod';
import { positiveDurationSchema } from './duration.ts';
import { polygonSchema } from './geometry.ts';
import { kindSchema, type Kind } from './kind.ts';

export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'expected 1 to 64 letters, digits, "-" or "_"');

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const clockTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time of day such as "07:30"');

/** Hours on some weekdays in the site's time zone. `to` before `from` means until the next day. */
export const hoursSchema = z
  .strictObject({
    days: z
      .array(z.enum(weekdays))
      .min(1)
      .default([...weekdays]),
    from: clockTimeSchema.refine((from) => from !== '24:00', 'expected a start before "24:00"'),
    to: clockTimeSchema,
  })
  .refine((hours) => hours.from !== hours.to, 'from and to are the same: the span is empty');
export type Hours = z.infer<typeof hoursSchema>;

/** A licensed stall: inside its polygon and hours, street vending is no matter. */
export const permitSchema = z.strictObject({
  id: idSchema.optional(),
  holder: z.string().optional(),
  /** Where it holds; the whole fence when absent. */
  polygon: polygonSchema.optional(),
  /** When it holds; always when absent. */
  hours: z.array(hoursSchema).min(1).optional(),
});
export type Permit = z.infer<typeof permitSchema>;

/** Classes of things that may have a dwell of their own; `default` for what is not named. */
export const dwellClasses = ['vehicle', 'two-wheeler', 'goods', 'default'] as const;
export type DwellClass = (typeof dwellClasses)[number];
export type Dwell = Record<DwellClass, number>;

const dwellSchema = z.union(
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

const share = z.number().min(0).max(1);

/** A fence as an operator writes it. */
export const fenceFileSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(100).optional(),
  camera: idSchema,
  kind: kindSchema,
  polygon: polygonSchema,
  dwell: dwellSchema.optional(),
  schedule: z.array(hoursSchema).min(1).optional(),
  permits: z.array(permitSchema).optional(),
  /** blocked-fire-exit: share of the fence that must be covered. */
  minCover: share.gt(0).optional(),
  /** debris-pile: smallest heap, as share of the fence. */
  minArea: share.gt(0).optional(),
  /** A thing that comes back within this time re-opens its incident. */
  reopenWithin: positiveDurationSchema.optional(),
  /** How often an open incident says that it is still there. */
  stillThereEvery: positiveDurationSchema.optional(),
  /** How long a place must be clear before its incident is cleared. */
  clearAfter: positiveDurationSchema.optional(),
  /** National matter code, 5 digits, when the kind's default does not fit. */
  matterCode: z
    .string('expected 5 digits in quotes such as "09006"')
    .regex(/^\d{5}$/, 'expected 5 digits in quotes such as "09006"')
    .optional(),
});
export type FenceFile = z.input<typeof fenceFileSchema>;

/** A fence with every setting filled in; durations in ms. */
export interface Fence {
  id: string;
  name: string;
  version: number;
  camera: string;
  kind: Kind;
  polygon: [number, number][];
  dwellMs: Dwell;
  schedule: Hours[] | null;
  permits: Permit[];
  minCover: number;
  minArea: number;
  reopenWithinMs: number;
  stillThereEveryMs: number;
  clearAfterMs: number;
  matterCode: string | null;
}

// Dwell of a blocked exit: the vendor defaults of docs/design/field-defaults.md (50 s vehicles, 40 s goods).
const dwellDefaults: Record<Kind, Dwell> = {
  'blocked-fire-exit': { vehicle: 50_000, 'two-wheeler': 40_000, goods: 40_000, default: 40_000 },
  'debris-pile': { vehicle: 120_000, 'two-wheeler': 120_000, goods: 120_000, default: 120_000 },
  'street-vending': { vehicle: 300_000, 'two-wheeler': 300_000, goods: 300_000, default: 300_000 },
};

/** Fills in the defaults of the fence's kind. */
export function completeFence(file: z.output<typeof fenceFileSchema>, version = 1): Fence {
  return {
    id: file.id,
    name: file.name ?? file.id,
    version,
    camera: file.camera,
    kind: file.kind,
    polygon: file.polygon,
    dwellMs: completeDwell(file.kind, file.dwell),
    schedule: file.schedule ?? null,
    permits: file.permits ?? [],
    minCover: file.minCover ?? 0.05,
    minArea: file.minArea ?? 0.01,
    reopenWithinMs: file.reopenWithin ?? 60_000,
    stillThereEveryMs: file.stillThereEvery ?? 600_000,
    clearAfterMs: file.clearAfter ?? 6_000,
    matterCode: file.matterCode ?? null,
  };
}

function completeDwell(kind: Kind, dwell: z.output<typeof dwellSchema> | undefined): Dwell {
  const base = dwellDefaults[kind];
  if (dwell === undefined) return { ...base };
  if (typeof dwell === 'number')
    return { vehicle: dwell, 'two-wheeler': dwell, goods: dwell, default: dwell };
  const fallback = dwell.default ?? base.default;
  return {
    vehicle: dwell.vehicle ?? fallback,
    'two-wheeler': dwell['two-wheeler'] ?? fallback,
    goods: dwell.goods ?? fallback,
    default: fallback,
  };
}
