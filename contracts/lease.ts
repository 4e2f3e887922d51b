// The lease of a camera: which edge worker analyses it, when several share the cameras of a site.
import { z } from 'zod';
import { momentSchema } from './limits.ts';

/** A fencing token: it grows with every change of the holder, so the larger of two tokens is the later one. */
export const leaseTokenSchema = z.number().int().min(1).max(1_000_000_000_000_000);

/** Why no edge can take a camera. */
export const withoutReasons = ['nobody-at-its-place', 'all-full', 'all-leaving'] as const;
export type WithoutReason = (typeof withoutReasons)[number];

/** The lease in the status of a camera. */
export const heldLeaseSchema = z.strictObject({
  token: leaseTokenSchema,
  /** When this edge took the camera, epoch ms. */
  since: momentSchema,
});
export type HeldLease = z.infer<typeof heldLeaseSchema>;
