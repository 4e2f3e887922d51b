// Clips that somebody asks for beyond those of alerts: any span that the edge still keeps. Dispatch keeps the request, the edge asks for
// open ones every few seconds and answers each with a clip, or says why there is none. Paths stand above each schema.
import { z } from 'zod';
import { caseIdSchema } from './case-action.ts';
import { clipFindingSchema } from './clip.ts';
import { exportReasonSchema } from './export.ts';
import { idSchema } from './fence.ts';
import { momentSchema, nameSchema } from './limits.ts';

/** Half of what an edge keeps by default; more would be too large to send. */
export const longestClipMs = 5 * 60_000;
/** Open ones of a whole site. */
export const mostOpenClipRequests = 50;

/** In the place of the id of an incident, for the file and on the way. */
export const clipRequestIdSchema = z.string().regex(/^asked-[0-9a-f]{32}$/, 'expected a clip');

/** POST /api/cameras/:cameraId/clips */
export const newClipRequestSchema = z.strictObject({
  /** By the clock of the edge, which dates its video. */
  from: momentSchema,
  until: momentSchema,
  reason: exportReasonSchema,
  /** The case that it is about. */
  caseId: caseIdSchema.optional(),
});
export type NewClipRequest = z.infer<typeof newClipRequestSchema>;

/**
 * - `waits`: the edge has not answered yet; `isEdgeAway` says whether it is heard at all
 * - `here`: the clip has come
 * - `none`: the edge has nothing of this span; `clip` says why
 * - `unanswered`: no edge has answered within a day
 * - `deleted`: the clip came and was deleted with the evidence of its case
 * - `missing`: the clip came, its file has gone from the disk, and no deletion is recorded
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
  /** What it holds and lacks; null while it waits. */
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
