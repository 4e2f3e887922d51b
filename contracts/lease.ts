// The lease of a camera: which edge worker analyses it, when several share the cameras of a site.
import { z } from 'zod';
import { momentSchema } from './limits.ts';

/** Grows with every change of the holder: of two tokens of a camera the larger one is the later. */
export const leaseTokenSchema = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** As an edge reports it with the status of a camera. */
export const heldLeaseSchema = z.strictObject({
  token: leaseTokenSchema,
  /** When this edge took the camera, epoch ms. */
  since: momentSchema,
});
export type HeldLease = z.infer<typeof heldLeaseSchema>;
