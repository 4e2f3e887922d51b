// The fence settings that dispatch needs for an alert. Takes the stored version, or nothing when it is unknown; returns its
// terms, with defaults for a fence that sets none.
import {
  completeFence,
  fenceFileSchema,
  type Fence,
  type FenceVersion,
} from '../../contracts/index.ts';

export type FenceTerms = Pick<Fence, 'polygon' | 'reopenWithinMs' | 'stillThereEveryMs'>;

/** An empty polygon, and the default times. */
export const unknownFence: FenceTerms = {
  polygon: [],
  reopenWithinMs: 60_000,
  stillThereEveryMs: 600_000,
};

export function fenceTermsOf(version: Pick<FenceVersion, 'fence'> | null): FenceTerms {
  const parsed = fenceFileSchema.safeParse(version?.fence);
  if (!parsed.success) return { ...unknownFence, polygon: version?.fence?.polygon ?? [] };
  const { polygon, reopenWithinMs, stillThereEveryMs } = completeFence(parsed.data);
  return { polygon, reopenWithinMs, stillThereEveryMs };
}
