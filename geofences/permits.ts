// Permits: cities license stalls by place and by hour. A claim on a permitted place at a permitted hour is no matter.
import type { Fence, Permit } from '../contracts/index.ts';
import type { Claim, RuleOutput } from './claim.ts';
import { isWithinHours, type LocalTime } from './hours.ts';
import { isInside } from './raster.ts';

/** Takes permitted claims out, with the reason. */
export function withoutPermitted(
  claims: readonly Claim[],
  { permits }: Fence,
  now: LocalTime,
): RuleOutput {
  const isPermitted = (claim: Claim) => permits.some((permit) => covers(permit, claim, now));
  return {
    claims: claims.filter((claim) => !isPermitted(claim)),
    drops: claims.filter(isPermitted).map(({ region }) => ({ reason: 'permitted', region })),
  };
}

/** A thing stands where the middle of its lower edge is. */
function covers({ polygon, hours }: Permit, { region }: Claim, now: LocalTime): boolean {
  const stands =
    !polygon || isInside(polygon, region.x + region.width / 2, region.y + region.height * 0.95);
  return stands && isWithinHours(hours, now);
}
