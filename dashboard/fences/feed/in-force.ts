// What the edge did with an armed version: in force, not yet, or refused and why.
import type { CameraStatus, FenceVersion } from '../../../contracts/index.ts';

export type Force =
  | { state: 'in-force' }
  /** `instead` is the version in force meanwhile, if any. */
  | { state: 'pending'; instead: number | null }
  | { state: 'refused'; message: string; instead: number | null }
  /** There is no report of the camera, or its worker knows no versions. */
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

/** A removal is complete when the camera no longer uses the fence. */
export function isGoneFromForce(fenceId: string, status: Pick<CameraStatus, 'fences'>): boolean {
  return (
    status.fences !== undefined && status.fences.inForce.every((one) => one.fenceId !== fenceId)
  );
}
