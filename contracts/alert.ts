// An alert: the message about an incident, sent by the edge through the queue to dispatch.
import { z } from 'zod';
import { alertSealSchema } from './edge-key.ts';
import { idSchema, severitySchema } from './fence.ts';
import { incidentEventSchema } from './incident.ts';
import { leaseTokenSchema } from './lease.ts';
import { longIdSchema, momentSchema, nameSchema } from './limits.ts';

/** Name of the BullMQ queue between edge and dispatch. */
export const alertQueueName = 'fencewatch-alerts';

const gridCellText = 'expected the 15 digits of a grid cell, in quotes';
export const gridCellSchema = z.string(gridCellText).regex(/^\d{15}$/, gridCellText);

export const alertSchema = z.strictObject({
  version: z.literal(1),
  /** `<incidentId>-<sequence>`, with `-t<lease>` where there is a lease: also the queue's job id, so that a repeat is harmless. */
  alertId: longIdSchema,
  edgeId: longIdSchema,
  /** The token of the edge's lease of this camera; absent when edges do not share cameras. */
  lease: leaseTokenSchema.optional(),
  /** When the edge raised it, epoch ms; the difference to `incident.capturedAt` is the edge's own delay. */
  raisedAt: momentSchema,
  cameraName: nameSchema,
  fenceName: nameSchema,
  gridCell: gridCellSchema.nullable(),
  matterCode: z.string().regex(/^\d{5}$/),
  /** Severity of the fence; `normal` for alerts of releases in which fences had none. */
  severity: severitySchema.default('normal'),
  /** The real place, shared by fences of overlapping cameras; null when the fence names none. */
  place: idSchema.nullable().default(null),
  model: z.strictObject({ name: nameSchema, sha256: nameSchema }),
  incident: incidentEventSchema,
  /** The edge's signature over all of the above. */
  seal: alertSealSchema.optional(),
  /** Dispatch's signed note of the arrival; a value set by an edge is dropped. */
  receipt: z.string().max(2000).optional(),
});
export type Alert = z.infer<typeof alertSchema>;

/**
 * Two edges that had the camera one after the other may count the same sequence, so the id includes the lease.
 */
export function alertIdOf(
  incident: { incidentId: string; sequence: number },
  lease?: number,
): string {
  const { incidentId, sequence } = incident;
  return lease === undefined ? `${incidentId}-${sequence}` : `${incidentId}-${sequence}-t${lease}`;
}
