// The lease of a camera: which edge worker analyses it, when several share the cameras of a site.
import { z } from 'zod';
import { momentSchema } from './limits.ts';

/** Grows with every change of the holder: of two tokens of a camera the larger one is the later. */
export const leaseTokenSchema = z.number().int().min(1).max(1_000_000_000_000_000);

/** Why no edge can take a camera. */
export const withoutReasons = ['nobody-at-its-place', 'all-full', 'all-leaving'] as const;
export type WithoutReason = (typeof withoutReasons)[number];

/** As an edge reports it with the status of a camera. */
export const heldLeaseSchema = z.strictObject({
  token: leaseTokenSchema,
  /** When this edge took the camera, epoch ms. */
  since: momentSchema,
});
export type HeldLease = z.infer<typeof heldLeaseSchema>;
