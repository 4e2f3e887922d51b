// The status of one camera. An edge reports it at most about once a second; the camera wall shows it.
import { z } from 'zod';
import { fencesInForceSchema } from './fence-version.ts';
import { heldLeaseSchema } from './lease.ts';
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
  /** A clear sentence when the state is not `live`, else null. It may quote the camera. */
  problem: z.string().max(maxTextLength).nullable(),
  /**
   * The same problem as a code with values, for the reader's language. Absent from earlier releases, and without a problem.
   */
  reason: healthProblemSchema.pick({ code: true, values: true }).optional(),
  since: momentSchema,
  lastFrameAt: momentSchema.nullable(),
  view: z.enum(viewStates).nullable(),
  framesAnalysed: countSchema,
  framesDropped: countSchema,
  reconnects: countSchema,
  decode: z.enum(['key-frames', 'full']).nullable(),
  openIncidents: countSchema,
  /** Absent when edges do not share cameras. */
  lease: heldLeaseSchema.optional(),
  /** Absent from workers that know no fence versions. */
  fences: fencesInForceSchema.optional(),
  sentAt: momentSchema,
});
export type CameraStatus = z.infer<typeof cameraStatusSchema>;
