// What the edge made of an armed version: whether the camera works by it, does not yet, or refused it and why.
import type { CameraStatus, FenceVersion } from '../../../contracts/index.ts';

export type Force =
  | { state: 'in-force' }
  /** `instead` is the version that the camera works by meanwhile, if any. */
  | { state: 'pending'; instead: number | null }
  | { state: 'refused'; message: string; instead: number | null }
  /** The camera has not been heard of, or its worker knows of no versions. */
  | { state: 'unknown' };

export function forceOf(
  { fenceId, version }: Pick<FenceVersion, 'fenceId' | 'version'>,
  status: Pick<CameraStatus, 'fences'> | null,
): Force {
  const fences = status?.fences;
  if (!fences) return { state: 'unknown' };
  const instead = fences.inForce.find((one) => one.fenceId === fenceId)?.version ?? null;
  if (instead === version) return { state: 'in-force' };
  const refused = fences.refused.find((one) => one.fenceId === fenceId && one.version === version);
  return refused
    ? { state: 'refused', message: refused.message, instead }
    : { state: 'pending', instead };
}

/** A removed fence is obeyed when the camera works by it no longer. */
export function isGoneFromForce(fenceId: string, status: Pick<CameraStatus, 'fences'>): boolean {
  return (
    status.fences !== undefined && status.fences.inForce.every((one) => one.fenceId !== fenceId)
  );
}
