// The gate: decides whether the detector must run on a crop now. On a still crop it runs at a slow heartbeat; with a candidate or an open
// incident it always runs.
import type { Box } from '../../contracts/index.ts';
import type { Planes } from '../scene/planes.ts';

export const gateReasons = ['first', 'attention', 'changed', 'heartbeat', 'still'] as const;
export type GateReason = (typeof gateReasons)[number];

const heartbeatMs = 10_000;
/** A crop has changed when this share of it differs by more than noise. */
const changedShare = 0.002;
const lumaStep = 0.22;

export interface LastLook {
  readonly at: number;
  readonly planes: Planes;
}

/** @returns why the detector must run on the crop, or `still` */
export function gate(
  crop: Box,
  last: LastLook | null,
  now: LastLook,
  hasAttention: boolean,
): GateReason {
  if (!last || last.planes.width !== now.planes.width) return 'first';
  if (hasAttention) return 'attention';
  if (now.at - last.at >= heartbeatMs) return 'heartbeat';
  return shareChanged(crop, last.planes, now.planes) > changedShare ? 'changed' : 'still';
}

function shareChanged(crop: Box, before: Planes, now: Planes): number {
  const left = Math.floor(crop.x * now.width);
  const right = Math.ceil((crop.x + crop.width) * now.width);
  const top = Math.floor(crop.y * now.height);
  const bottom = Math.ceil((crop.y + crop.height) * now.height);
  let changed = 0;
  for (let y = top; y < Math.min(bottom, now.height); y++)
    for (
      let pixel = y * now.width + left;
      pixel < y * now.width + Math.min(right, now.width);
      pixel++
    )
      if (Math.abs(now.luma[pixel]! - before.luma[pixel]!) > lumaStep) changed++;
  return changed / Math.max(1, (right - left) * (bottom - top));
}
