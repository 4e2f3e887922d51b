// Permits: cities license stalls by place and by hour. A claim on a permitted place at a permitted hour does not count.
import { isInside, type Permit } from '../../contracts/index.ts';
import { footOf } from '../area/boxes.ts';
import type { Claim, RuleOutput } from '../claim.ts';
import type { Timetable } from './hours.ts';
import type { LocalTime } from './local-clock.ts';

/** A permit with precomputed hours. */
export interface PermitInForce {
  readonly polygon: Permit['polygon'];
  readonly isOn: Timetable;
}

/** Removes permitted claims, with the reason. */
export function withoutPermitted(
  claims: readonly Claim[],
  permits: readonly PermitInForce[],
  now: LocalTime,
): RuleOutput {
  if (permits.length === 0 || claims.length === 0) return { claims: [...claims], drops: [] };
  const isPermitted = (claim: Claim) => permits.some((permit) => covers(permit, claim, now));
  return {
    claims: claims.filter((claim) => !isPermitted(claim)),
    drops: claims.filter(isPermitted).map(({ region }) => ({ reason: 'permitted', region })),
  };
}

function covers({ polygon, isOn }: PermitInForce, { region }: Claim, now: LocalTime): boolean {
  return (!polygon || isInside(polygon, ...footOf(region))) && isOn(now);
}
