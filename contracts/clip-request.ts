// Requests for clips of any time span that the edge still has, in addition to the clips of alerts. Dispatch stores the request; the
// edge polls for open ones every few seconds and uploads a clip, or the reason why there is none. Paths stand above each schema.
import { z } from 'zod';
import { caseIdSchema } from './case-action.ts';
import { clipFindingSchema } from './clip.ts';
import { exportReasonSchema } from './export.ts';
import { idSchema } from './fence.ts';
import { momentSchema, nameSchema } from './limits.ts';

/** Half of the time that an edge keeps by default; a longer clip would be too large to upload. */
export const longestClipMs = 5 * 60_000;
/** Of the whole site. */
export const mostOpenClipRequests = 50;

/** Used in place of an incident's id in file names and uploads. */
export const clipRequestIdSchema = z.string().regex(/^asked-[0-9a-f]{32}$/, 'expected a clip');

/** POST /api/cameras/:cameraId/clips */
export const newClipRequestSchema = z.strictObject({
  /** By the clock of the edge, as in its recordings. */
  from: momentSchema,
  until: momentSchema,
  reason: exportReasonSchema,
  /** The case that the clip belongs to. */
  caseId: caseIdSchema.optional(),
});
export type NewClipRequest = z.infer<typeof newClipRequestSchema>;

/**
 * - `waits`: the edge has not answered yet; `isEdgeAway` tells whether the edge is silent
 * - `here`: the clip has arrived
 * - `none`: the edge has no video of this span; `finding` has the reason
 * - `unanswered`: no edge has answered within a day
 * - `deleted`: the clip arrived and was deleted with the evidence of its case
 * - `missing`: the clip arrived, its file is missing from the disk, and no deletion is recorded
 */
export const clipRequestStates = [
  'waits',
  'here',
  'none',
  'unanswered',
  'deleted',
  'missing',
] as const;

export const askedClipSchema = z.strictObject({
  /** GET /api/cameras/:cameraId/clips/:clip/clip.mp4 */
  clip: clipRequestIdSchema,
  cameraId: nameSchema,
  caseId: caseIdSchema.nullable(),
  from: momentSchema,
  until: momentSchema,
  reason: z.string().max(500),
  by: nameSchema,
  at: momentSchema,
  state: z.enum(clipRequestStates),
  isEdgeAway: z.boolean(),
  /** Coverage and gaps of the clip; null while it waits. */
  finding: clipFindingSchema.nullable(),
});
export type AskedClip = z.infer<typeof askedClipSchema>;

/** GET /api/cameras/:cameraId/clips: the newest first. */
export const askedClipListSchema = z.strictObject({ clips: z.array(askedClipSchema).max(50) });

/** GET /api/edge/clip-requests: all that no edge has answered. */
export const openClipRequestsSchema = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        clip: clipRequestIdSchema,
        cameraId: idSchema,
        from: momentSchema,
        until: momentSchema,
      }),
    )
    .max(mostOpenClipRequests),
});
export type OpenClipRequest = z.infer<typeof openClipRequestsSchema>['requests'][number];
