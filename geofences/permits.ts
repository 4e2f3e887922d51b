// Permits: cities license stalls by place and by hour. A claim on a permitted place at a permitted hour is no matter.
import type { Fence, Permit } from '../contracts/index.ts';
import type { Claim, Drop, RuleOutput } from './claim.ts';
import { isWithinHours, type LocalTime } from './hours.ts';
import { isInside } from './raster.ts';

/** Takes permitted claims out, with the reason. */
export function withoutPermitted({ claims }: RuleOutput, fence: Fence, now: LocalTime): RuleOutput {
  const drops: Drop[] = [];
  const kept = claims.filter((claim) => {
    const permitted = fence.permits.some((permit) => covers(permit, claim, now));
    if (permitted) drops.push({ reason: 'permitted', region: claim.region });
    return !permitted;
  });
  return { claims: kept, drops };
}

/** A thing stands where the middle of its lower edge is. */
function covers({ polygon, hours }: Permit, { region }: Claim, now: LocalTime): boolean {
  const stands =
    !polygon || isInside(polygon, region.x + region.width / 2, region.y + region.height * 0.95);
  return stands && isWithinHours(hours, now);
}
