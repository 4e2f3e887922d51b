// A fence: a polygon on one camera's picture with a kind, a dwell, hours and permits. This is the form in a site
// file and on the wire; `parseFence` fills in what its kind gives by default.
import { z } from 'zod';
import { exceptionSchema, hoursSchema, type Hours, type ScheduleException } from './calendar.ts';
import { positiveDurationSchema } from './duration.ts';
import { fenceFaults } from './fence-faults.ts';
import { polygonSchema, type Polygon } from './geometry.ts';
import { kindSchema, type Kind } from './kind.ts';
import { nameSchema, shortNameSchema } from './limits.ts';

export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'expected 1 to 64 letters, digits, "-" or "_"');

// Limits stop the check where they fail: what comes after compares all with all.
const listOfHours = z.array(hoursSchema).min(1).max(100, { abort: true });

/** A licensed stall: inside its polygon and hours, street vending is no matter. */
export const permitSchema = z.strictObject({
  id: idSchema.optional(),
  holder: nameSchema.optional(),
  /** Where it holds; the whole fence when absent. */
  polygon: polygonSchema.optional(),
  /** When it holds; always when absent. */
  hours: listOfHours.optional(),
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
const someShare = share.gt(0);

/** What of a thing must be where for it to count as in the fence. */
const anchorSchema = z.union(
  [
    z.enum(['bottom-centre', 'any-overlap']),
    z.strictObject({ inside: someShare }),
    z.strictObject({ covers: someShare }),
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
  minWidth: someShare.optional(),
  maxWidth: someShare.optional(),
  minHeight: someShare.optional(),
  maxHeight: someShare.optional(),
  /** Of the box: width × height. */
  minArea: someShare.optional(),
  maxArea: someShare.optional(),
});
export type SizeLimits = z.infer<typeof sizeLimitsSchema>;

export const severities = ['low', 'normal', 'high', 'critical'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

const fenceShape = z.strictObject({
  id: idSchema,
  name: shortNameSchema.optional(),
  camera: idSchema,
  kind: kindSchema,
  polygon: polygonSchema,
  /** Parts of the polygon that do not belong to the fence, e.g. a licensed kiosk or a planter. */
  holes: z.array(polygonSchema).max(20, { abort: true }).optional(),
  anchor: anchorSchema.optional(),
  size: sizeLimitsSchema.optional(),
  dwell: dwellSchema.optional(),
  schedule: listOfHours.optional(),
  exceptions: z.array(exceptionSchema).max(100, { abort: true }).optional(),
  permits: z.array(permitSchema).max(200, { abort: true }).optional(),
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
  severity: severitySchema.optional(),
  /** Name of the real place, shared by fences of overlapping cameras that watch it. */
  place: idSchema.optional(),
  /** National matter code, 5 digits, when the kind's default does not fit. */
  matterCode: z
    .string('expected 5 digits in quotes such as "09006"')
    .regex(/^\d{5}$/, 'expected 5 digits in quotes such as "09006"')
    .optional(),
});

/** A fence as an operator writes it. */
export const fenceFileSchema = fenceShape.superRefine((fence, context) => {
  for (const fault of fenceFaults(fence)) context.addIssue({ code: 'custom', ...fault });
});
export type FenceFile = z.input<typeof fenceFileSchema>;

/** A fence with every setting filled in; durations in ms. */
export interface Fence {
  id: string;
  name: string;
  version: number;
  camera: string;
  kind: Kind;
  polygon: Polygon;
  holes: Polygon[];
  anchor: Anchor;
  size: SizeLimits;
  dwellMs: Dwell;
  schedule: Hours[] | null;
  exceptions: ScheduleException[];
  permits: Permit[];
  minCover: number;
  minArea: number;
  reopenWithinMs: number;
  stillThereEveryMs: number;
  clearAfterMs: number;
  severity: Severity;
  place: string | null;
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
    holes: file.holes ?? [],
    anchor: completeAnchor(file.kind, file.anchor),
    size: file.size ?? {},
    dwellMs: completeDwell(file.kind, file.dwell),
    schedule: file.schedule ?? null,
    exceptions: file.exceptions ?? [],
    permits: file.permits ?? [],
    minCover: file.minCover ?? 0.05,
    minArea: file.minArea ?? 0.01,
    reopenWithinMs: file.reopenWithin ?? 60_000,
    stillThereEveryMs: file.stillThereEvery ?? 600_000,
    clearAfterMs: file.clearAfter ?? 6_000,
    severity: file.severity ?? 'normal',
    place: file.place ?? null,
    matterCode: file.matterCode ?? null,
  };
}

// A heap or stall belongs to the fence that most of it stands in; an exit counts whatever covers a part of it.
const anchorDefaults: Record<Kind, Anchor> = {
  'blocked-fire-exit': { by: 'any-overlap' },
  'debris-pile': { by: 'inside', share: 0.35 },
  'street-vending': { by: 'inside', share: 0.35 },
};

function completeAnchor(kind: Kind, anchor: z.output<typeof anchorSchema> | undefined): Anchor {
  if (anchor === undefined) return anchorDefaults[kind];
  if (typeof anchor === 'string') return { by: anchor };
  return 'inside' in anchor
    ? { by: 'inside', share: anchor.inside }
    : { by: 'covers', share: anchor.covers };
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
