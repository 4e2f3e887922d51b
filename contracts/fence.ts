// A fence: a polygon on one camera's picture with a kind, a dwell, hours and permits. This is the form in a site file and on the
// wire; `completeFence` fills in the defaults of its kind.
import { z } from 'zod';
import { exceptionSchema, hoursSchema, type Hours, type ScheduleException } from './calendar.ts';
import { positiveDurationSchema } from './duration.ts';
import { fenceFaults } from './fence-faults.ts';
import {
  anchorSchema,
  dwellSchema,
  idSchema,
  severitySchema,
  shareSchema,
  sizeLimitsSchema,
  type Anchor,
  type Dwell,
  type Severity,
  type SizeLimits,
} from './fence-parts.ts';
import { polygonSchema, type Polygon } from './geometry.ts';
import { kindFaults } from './kind-faults.ts';
import { kindFileSchema, matterCodeSchema, type KindSpec } from './kind-file.ts';
import { findKind, kinds, kindSchema, type Kind } from './kind.ts';
import { nameSchema, shortNameSchema } from './limits.ts';

export {
  dwellClasses,
  idSchema,
  severities,
  severitySchema,
  sizeLimitsSchema,
} from './fence-parts.ts';
export type { Anchor, Dwell, DwellClass, Severity, SizeLimits } from './fence-parts.ts';

// Exceeding a limit aborts the check, because later checks compare all pairs.
const listOfHours = z.array(hoursSchema).min(1).max(100, { abort: true });

/** A licensed stall: inside its polygon and hours, street vending is allowed. */
export const permitSchema = z.strictObject({
  id: idSchema.optional(),
  holder: nameSchema.optional(),
  /** Where it is valid; the whole fence when absent. */
  polygon: polygonSchema.optional(),
  /** When it is valid; always when absent. */
  hours: listOfHours.optional(),
});
export type Permit = z.infer<typeof permitSchema>;

const fenceShape = z.strictObject({
  id: idSchema,
  name: shortNameSchema.optional(),
  camera: idSchema,
  kind: kindSchema.meta({ examples: [...kinds] }),
  polygon: polygonSchema,
  /** Parts of the polygon that do not belong to the fence, e.g. a licensed kiosk or a planter. */
  holes: z.array(polygonSchema).max(20, { abort: true }).optional(),
  anchor: anchorSchema.optional(),
  size: sizeLimitsSchema.optional(),
  dwell: dwellSchema.optional(),
  schedule: listOfHours.optional(),
  exceptions: z.array(exceptionSchema).max(100, { abort: true }).optional(),
  permits: z.array(permitSchema).max(200, { abort: true }).optional(),
  /** For kinds that count cover: share of the fence that must be covered. */
  minCover: shareSchema.gt(0).optional(),
  /** For kinds that count by size: the smallest object, as a share of the fence. */
  minArea: shareSchema.gt(0).optional(),
  /** For kinds that count objects: the minimum number. */
  minCount: z.number().int().min(1).max(1000).optional(),
  /** For kinds that count objects near each other: the maximum distance, in their own heights. */
  apart: z.number().gt(0).max(100).optional(),
  /** An object that comes back within this time re-opens its incident. */
  reopenWithin: positiveDurationSchema.optional(),
  /** How often an open incident reports that it is still there. */
  stillThereEvery: positiveDurationSchema.optional(),
  /** How long a place must be clear before its incident is cleared. */
  clearAfter: positiveDurationSchema.optional(),
  /** Whether second opinions are asked for; the kind's setting when absent. */
  secondOpinion: z.boolean().optional(),
  severity: severitySchema.optional(),
  /** Name of the real place, shared by fences of overlapping cameras that watch it. */
  place: idSchema.optional(),
  /** National matter code, 5 digits, when the kind's default does not fit. */
  matterCode: matterCodeSchema.optional(),
});

const checkParts = (fence: z.output<typeof fenceShape>, context: z.RefinementCtx) => {
  for (const fault of fenceFaults(fence)) context.addIssue({ code: 'custom', ...fault });
};

/** A fence as an operator writes it in a site file, whose `kinds` define its kind. */
export const siteFenceSchema = fenceShape.superRefine(checkParts);

function namesOnlyAKind(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || 'definition' in value) return false;
  return 'kind' in value && kindSchema.safeParse(value.kind).success;
}

/** A self-contained fence: one of a site's own kind carries the kind's definition. */
export const fenceFileSchema = fenceShape
  .extend({
    /** The kind's definition, for a site's own kinds; added by dispatch. */
    definition: kindFileSchema.optional(),
  })
  .superRefine(checkParts)
  .superRefine(
    (fence, context) => {
      for (const fault of kindFaults(fence, fence.definition ? [fence.definition] : []))
        context.addIssue({ code: 'custom', ...fault });
    },
    // Runs even when other checks have failed, so that an operator sees all faults at once.
    { when: ({ value, issues }) => issues.length === 0 || namesOnlyAKind(value) },
  );
export type FenceFile = z.input<typeof fenceFileSchema>;

/** A fence with every setting filled in; durations in ms. */
export interface Fence {
  id: string;
  name: string;
  version: number;
  camera: string;
  kind: Kind;
  /** The definition of its kind. */
  definition: KindSpec;
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
  minCount: number;
  /** Null when their distance does not matter. */
  apart: number | null;
  reopenWithinMs: number;
  stillThereEveryMs: number;
  clearAfterMs: number;
  secondOpinion: boolean;
  severity: Severity;
  place: string | null;
  matterCode: string | null;
}

/** Fills in the defaults of the fence's kind. The kind must exist, which `fenceFileSchema` checks. */
export function completeFence(file: z.output<typeof fenceFileSchema>, version = 1): Fence {
  const definition = findKind(file.kind, file.definition && [file.definition]);
  if (!definition) throw new Error(`the kind "${file.kind}" is not known`);
  const { where, howLong } = definition;
  return {
    id: file.id,
    name: file.name ?? file.id,
    version,
    camera: file.camera,
    kind: file.kind,
    definition,
    polygon: file.polygon,
    holes: file.holes ?? [],
    anchor: completeAnchor(file.anchor ?? where.anchor),
    size: file.size ?? {},
    dwellMs: completeDwell(howLong.dwell, file.dwell),
    schedule: file.schedule ?? null,
    exceptions: file.exceptions ?? [],
    permits: file.permits ?? [],
    minCover: file.minCover ?? where.minCover ?? 0.05,
    minArea: file.minArea ?? where.minArea ?? 0.01,
    minCount: file.minCount ?? where.minCount ?? 1,
    apart: file.apart ?? where.apart ?? null,
    reopenWithinMs: file.reopenWithin ?? howLong.reopenWithin,
    stillThereEveryMs: file.stillThereEvery ?? howLong.stillThereEvery,
    clearAfterMs: file.clearAfter ?? howLong.clearAfter,
    secondOpinion: file.secondOpinion ?? definition.secondOpinion,
    severity: file.severity ?? definition.severity,
    place: file.place ?? null,
    matterCode: file.matterCode ?? null,
  };
}

function completeAnchor(anchor: z.output<typeof anchorSchema>): Anchor {
  if (typeof anchor === 'string') return { by: anchor };
  return 'inside' in anchor
    ? { by: 'inside', share: anchor.inside }
    : { by: 'covers', share: anchor.covers };
}

type WrittenDwell = z.output<typeof dwellSchema>;

function completeDwell(usual: WrittenDwell, own: WrittenDwell | undefined): Dwell {
  const base = dwellOf(usual, null);
  return own === undefined ? base : dwellOf(own, base);
}

/** Classes that are not named get the default; a missing default is the kind's. */
function dwellOf(dwell: WrittenDwell, base: Dwell | null): Dwell {
  if (typeof dwell === 'number')
    return { vehicle: dwell, 'two-wheeler': dwell, goods: dwell, default: dwell };
  const fallback = dwell.default ?? base?.default ?? 0;
  return {
    vehicle: dwell.vehicle ?? fallback,
    'two-wheeler': dwell['two-wheeler'] ?? fallback,
    goods: dwell.goods ?? fallback,
    default: fallback,
  };
}
