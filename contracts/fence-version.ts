// Versioned fences: a fence is never overwritten, every change is a version with author, time and reason. The newest version of
// each fence is armed. Dispatch stores them; edges ask for the armed ones and report which are in force.
import { z } from 'zod';
import { idSchema, type FenceFile } from './fence.ts';
import {
  countSchema,
  latestMoment,
  longIdSchema,
  maxFencesOfCamera,
  maxListed,
  momentSchema,
  nameSchema,
  ordinalSchema,
  textSchema,
  storable,
} from './limits.ts';
import { nextCursorSchema } from './page.ts';
import { observationSchema, viewHealthSchema } from './observation.ts';
import { whyNotSchema } from './why-not.ts';

const epochMs = momentSchema;
const versionNumber = ordinalSchema;

/** Why a version was made, for auditors. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1, 'expected a reason: auditors will ask for it')
  .max(500)
  .refine(...storable);

/** A fence as written. It is checked with `fenceFileSchema` on arrival and again wherever it is used. */
export const writtenFenceSchema = z.custom<FenceFile>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected a fence',
);

export const fenceChanges = ['created', 'edited', 'restored', 'removed'] as const;

export const fenceVersionSchema = z.strictObject({
  fenceId: idSchema,
  /** 1 for the first, then one more for every change. */
  version: versionNumber,
  change: z.enum(fenceChanges),
  at: epochMs,
  /** User name; `site file` for fences of the site file. */
  author: nameSchema.min(1),
  reason: textSchema,
  /** The version whose content was restored, for `restored`. */
  restoredFrom: versionNumber.nullable(),
  /** Null for `removed`. */
  fence: writtenFenceSchema.nullable(),
});
export type FenceVersion = z.infer<typeof fenceVersionSchema>;

// ---- people: GET for every role, changes for operator and admin --------------------------------------------------

/** GET /api/fences?cameraId= : the newest version of every fence, without removed ones. */
export const fenceListSchema = z.strictObject({
  fences: z.array(fenceVersionSchema).max(maxListed),
  nextCursor: nextCursorSchema,
});
/**
 * GET /api/fences/removed?cameraId= : the removed fences, each with the version that removed it and the last version before it,
 * which `restore` brings back.
 */
export const removedFenceListSchema = z.strictObject({
  fences: z
    .array(z.strictObject({ removal: fenceVersionSchema, last: fenceVersionSchema }))
    .max(maxListed),
});
export type RemovedFence = z.infer<typeof removedFenceListSchema>['fences'][number];
/** GET /api/fences/:id/versions : newest first. */
export const fenceHistorySchema = z.strictObject({
  versions: z.array(fenceVersionSchema).max(maxListed),
});

/** POST /api/fences → 201 fenceVersionSchema; 409 when the id is taken. */
export const createFenceSchema = z.strictObject({
  fence: writtenFenceSchema,
  reason: reasonSchema,
});
/** PUT /api/fences/:id → 200 fenceVersionSchema; 409 when `baseVersion` is no longer the newest. */
export const editFenceSchema = z.strictObject({
  baseVersion: versionNumber,
  fence: writtenFenceSchema,
  reason: reasonSchema,
});
/** POST /api/fences/:id/restore → 200 fenceVersionSchema: the content of `version` becomes the newest version. */
export const restoreFenceSchema = z.strictObject({
  baseVersion: versionNumber,
  version: versionNumber,
  reason: reasonSchema,
});
/** POST /api/fences/:id/remove → 200 fenceVersionSchema */
export const removeFenceSchema = z.strictObject({
  baseVersion: versionNumber,
  reason: reasonSchema,
});

/**
 * POST /api/cameras/:id/confirm-view → 204: the camera has been turned and its current view is right. With `shift` all its fences
 * are moved by it first, each as a new version.
 */
export const confirmViewSchema = z.strictObject({
  shift: z.strictObject({ x: z.number().min(-1).max(1), y: z.number().min(-1).max(1) }).nullable(),
  reason: reasonSchema,
});

/** PUT /api/edge/cameras/:id/observation, about every second. */
export const observationReportSchema = observationSchema.extend({ why: whyNotSchema.optional() });
export type ObservationReport = z.infer<typeof observationReportSchema>;

/**
 * GET /api/cameras/:id/now : the last observation of the camera; null before the first one.
 * GET /api/cameras/:id/before.jpg : its last picture before the view moved.
 */
export const cameraNowSchema = z.strictObject({
  observation: observationSchema.nullable(),
  /** Why its fences have not alerted; null while the edge does not report, absent from earlier releases. */
  why: whyNotSchema.nullable().optional(),
  view: viewHealthSchema.nullable(),
  hasBefore: z.boolean(),
});
export type CameraNow = z.infer<typeof cameraNowSchema>;

/**
 * GET /api/cameras/:id/observations?from=&to= (epoch ms) → application/octet-stream, concatenated blocks of the observation log
 * (observation-log/), oldest first; GET …/observations/stretches → the available time spans.
 */
export const observationQuerySchema = z.strictObject({
  from: z.coerce.number().int().min(0).max(latestMoment),
  to: z.coerce.number().int().min(0).max(latestMoment),
});
export const observationStretchesSchema = z.strictObject({
  stretches: z
    .array(z.strictObject({ from: epochMs, to: epochMs, bytes: countSchema }))
    .max(maxListed),
});
/**
 * GET /api/cameras/:id/thumbnails?from=&to= : their times; GET /api/cameras/:id/thumbnails/:at.jpg : a thumbnail.
 */
export const thumbnailListSchema = z.strictObject({ thumbnails: z.array(epochMs).max(maxListed) });

// ---- edges, with the bearer token --------------------------------------------------------------------------------

/**
 * GET /api/edge/fences?after=REVISION : a long poll. Answers at once when the revision differs from REVISION, else when it
 * changes, or after 25 s unchanged. `after=0` answers at once.
 */
export const armedFencesSchema = z.strictObject({
  version: z.literal(1),
  /** Rises with every change of a fence or a confirmed view. */
  revision: countSchema,
  fences: z
    .array(z.strictObject({ version: versionNumber, fence: writtenFenceSchema }))
    .max(maxListed),
  /** Cameras whose view an operator has confirmed, and when. */
  views: z.array(z.strictObject({ cameraId: idSchema, confirmedAt: epochMs })).max(maxListed),
});
export type ArmedFences = z.infer<typeof armedFencesSchema>;

/** What an edge did with the armed fences of one camera; part of its status. */
export const fencesInForceSchema = z.strictObject({
  /** 0 while the edge uses its site file. */
  revision: countSchema,
  inForce: z
    .array(z.strictObject({ fenceId: idSchema, version: versionNumber }))
    .max(maxFencesOfCamera),
  /** Versions that the edge cannot use; the previous version stays in force. */
  refused: z
    .array(z.strictObject({ fenceId: longIdSchema, version: versionNumber, message: textSchema }))
    .max(maxFencesOfCamera),
});
export type FencesInForce = z.infer<typeof fencesInForceSchema>;

// PUT /api/edge/cameras/:cameraId/observation   (observationSchema) → 204, at most one a second
// PUT /api/edge/cameras/:cameraId/before        (image/jpeg)        → 204
// PUT /api/edge/cameras/:cameraId/observations/:from-:to (application/octet-stream: one block of the log) → 204
// PUT /api/edge/cameras/:cameraId/thumbnails/:at  (image/jpeg)        → 204
