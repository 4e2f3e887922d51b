// What an edge worker says of one camera, about once a second at most, and what the camera wall shows.
import { z } from 'zod';
import { fencesInForceSchema } from './fence-version.ts';
import { countSchema, edgeIdSchema, longIdSchema, maxTextLength, momentSchema } from './limits.ts';
import { viewStates } from './observation.ts';
import { healthProblemSchema } from './problem.ts';

export const cameraStates = ['starting', 'live', 'stalled', 'offline', 'refused'] as const;
export const cameraStatusSchema = z.strictObject({
  version: z.literal(1),
  edgeId: edgeIdSchema,
  cameraId: longIdSchema,
  /** `stalled`: connected without pictures; `offline`: cannot connect; `refused`: the log-in was refused. */
  state: z.enum(cameraStates),
  /** A clear sentence when the state is not `live`, else null. It may hold what a camera said, whatever that is. */
  problem: z.string().max(maxTextLength).nullable(),
  /** The same as a code with values, for the reader's language. Absent from earlier workers, and without a problem. */
  reason: healthProblemSchema.pick({ code: true, values: true }).optional(),
  since: momentSchema,
  lastFrameAt: momentSchema.nullable(),
  view: z.enum(viewStates).nullable(),
  framesAnalysed: countSchema,
  framesDropped: countSchema,
  reconnects: countSchema,
  decode: z.enum(['key-frames', 'full']).nullable(),
  openIncidents: countSchema,
  /** Absent from workers that know of no fence versions. */
  fences: fencesInForceSchema.optional(),
  sentAt: momentSchema,
});
export type CameraStatus = z.infer<typeof cameraStatusSchema>;
