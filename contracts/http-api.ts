// The HTTP API of dispatch: request bodies and answers. Paths stand above each schema. People log in and get a cookie; edges send
// `Authorization: Bearer <edge token>`.
import { z } from 'zod';
import { calendarSchema } from './calendar.ts';
import { cameraStatusSchema } from './camera-status.ts';
import { caseDetailSchema, caseSummarySchema } from './case.ts';
import { cellLimitSchema } from './cells.ts';
import { pointSchema } from './geometry.ts';
import { kindSchema, writtenKindSchema } from './kind.ts';
import {
  longIdSchema,
  maxListed,
  momentSchema,
  nameSchema,
  spanMsSchema,
  textSchema,
} from './limits.ts';
import { nextCursorSchema } from './page.ts';
import { maxListedProblems, reportedProblemSchema } from './problem-list.ts';

export const userRoles = ['operator', 'responder', 'auditor', 'admin'] as const;
export const userSchema = z.strictObject({
  username: nameSchema,
  role: z.enum(userRoles),
  /** The cells that he is limited to; all of them when absent. */
  cells: cellLimitSchema.optional(),
});
export type User = z.infer<typeof userSchema>;

/** POST /api/session; GET and DELETE take no body. */
export const logInSchema = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});
export const sessionSchema = z.strictObject({
  user: userSchema,
  /** This user gets blurred copies instead of all pictures and clips; absent for others. */
  blurred: z.literal(true).optional(),
  /** The name of the site, and the time zone of displayed times; the browser's time zone when absent. */
  site: z
    .strictObject({
      name: nameSchema,
      timezone: nameSchema,
      /** Holidays and moved workdays, for back-tests in the browser; none when absent. */
      calendar: calendarSchema.optional(),
      /** The site's own kinds, in addition to the shipped ones; none when absent. */
      kinds: z.array(writtenKindSchema).max(100).optional(),
    })
    .optional(),
});
export type Session = z.infer<typeof sessionSchema>;

// GET  /api/cases/:id              → caseDetailSchema
// POST /api/cases/:id/acknowledge  → caseDetailSchema
// GET  /api/cases/:id/picture.jpg, /api/cases/:id/clip.mp4 (with byte ranges): of the incident that began the case
// GET  /api/cases/:id/incidents/:incidentId/picture.jpg, …/clip.mp4: of any of its incidents
// GET  /api/cases/:id/incidents/:incidentId/openings/:opening/picture.jpg, …/clip.mp4: of one opening of it
// The two addresses above always give the media of the first opening.
export { caseDetailSchema };

/** GET /api/cameras */
export const cameraViewSchema = z.strictObject({
  id: longIdSchema,
  name: nameSchema,
  gridCell: nameSchema.nullable(),
  status: cameraStatusSchema.nullable(),
  hasPicture: z.boolean(),
  /** Changes with every new picture; clients add it to the picture's address to bypass the cache. */
  pictureAt: momentSchema.nullable(),
  fences: z
    .array(
      z.strictObject({
        id: longIdSchema,
        name: nameSchema,
        kind: kindSchema,
        polygon: z.array(pointSchema).max(maxListed),
        open: z.boolean(),
      }),
    )
    .max(maxListed),
});
export type CameraView = z.infer<typeof cameraViewSchema>;
export const cameraListSchema = z.strictObject({
  cameras: z.array(cameraViewSchema).max(maxListed),
  nextCursor: nextCursorSchema,
});
// GET /api/cameras/:id/picture.jpg

/** GET /api/events: server-sent events; `event:` is the type, `data:` the JSON of the other fields. */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('case'), case: caseSummarySchema }),
  z.strictObject({ type: z.literal('camera'), camera: cameraViewSchema }),
  /** A fence of a camera has a new version, or its view was confirmed. */
  z.strictObject({ type: z.literal('fences'), cameraId: longIdSchema }),
  /** The list of current problems has changed. */
  z.strictObject({
    type: z.literal('problems'),
    present: z.array(reportedProblemSchema).max(maxListedProblems),
  }),
  /** The map of the district has changed. */
  z.strictObject({ type: z.literal('map') }),
  /** Cameras were added, changed or removed. */
  z.strictObject({ type: z.literal('cameras') }),
  /** Sent at once and then every `everyMs`: a client that misses two has lost its connection. */
  z.strictObject({
    type: z.literal('heartbeat'),
    at: momentSchema,
    everyMs: spanMsSchema.int().min(1),
  }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

// From the edge, with the bearer token:
// PUT /api/edge/incidents/:incidentId/picture  (image/jpeg)   → 204
// PUT /api/edge/incidents/:incidentId/clip     (video/mp4)    → 204
// PUT /api/edge/cameras/:cameraId/status       (cameraStatusSchema) → 204
// PUT /api/edge/cameras/:cameraId/picture      (image/jpeg)   → 204
// Pictures and clips may arrive before their alert, and more than once.

/** GET /api/health, no log-in: whether dispatch and its dependencies work. 503 when the store does not. */
const partHealthSchema = z.strictObject({ ok: z.boolean(), problem: textSchema.nullable() });
export const healthSchema = z.strictObject({
  ok: z.boolean(),
  store: partHealthSchema,
  redis: partHealthSchema,
  mqtt: partHealthSchema,
});
export type Health = z.infer<typeof healthSchema>;

/** Only the first faults are returned: thousands of faults have one cause. */
export const maxFaultsTold = 100;

/** Every refusal: status 4xx or 5xx with this body. */
export const problemSchema = z.strictObject({
  error: nameSchema,
  message: textSchema,
  faults: z
    .array(z.strictObject({ path: textSchema, message: textSchema }))
    .max(maxFaultsTold)
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;
