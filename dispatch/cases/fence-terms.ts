// What dispatch must know about the fence of an alert. Takes the stored version, or nothing when dispatch
// does not know it; gives its terms, by default those of a fence that sets none.
import {
  completeFence,
  fenceFileSchema,
  type Fence,
  type FenceVersion,
} from '../../contracts/index.ts';

export type FenceTerms = Pick<Fence, 'polygon' | 'reopenWithinMs' | 'stillThereEveryMs'>;

/** An empty polygon, and the times that a fence has when nothing else is written. */
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
