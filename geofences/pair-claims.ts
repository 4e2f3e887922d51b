// Which claim is at which place. Open incidents choose first, then cleared ones that the thing may come back to, then
// candidates; a claim at no known place makes a new one. Two places never grow out of one thing.
import type { Fence } from '../contracts/index.ts';
import { isSamePlace } from './boxes.ts';
import type { Claim } from './claim.ts';
import {
  candidateLostMs,
  createPlace,
  stageOf,
  withClaim,
  withoutClaim,
  type Place,
  type PlaceStage,
} from './place.ts';

/** A place as it is after this look, with the claim that was found at it, or null. */
export interface Pair {
  readonly place: Place;
  readonly claim: Claim | null;
}

const turn: Record<PlaceStage, number> = { open: 0, cleared: 1, candidate: 2 };

export interface PairInput {
  readonly places: readonly Place[];
  readonly claims: readonly Claim[];
  readonly fence: Fence;
  readonly at: number;
}

/** The known places in their order, then the new ones. */
export function pairClaims({ places, claims, fence, at }: PairInput): Pair[] {
  const chosen = chooseClaims(places, claims, fence);
  const known = places.map((place): Pair => {
    const claim = chosen.get(place) ?? null;
    const patienceMs = place.incident ? fence.clearAfterMs : candidateLostMs;
    return {
      place: claim ? withClaim(place, claim, at) : withoutClaim(place, at, patienceMs),
      claim,
    };
  });
  const taken = new Set(chosen.values());
  const left = claims.filter((claim) => !taken.has(claim));
  return left.reduce((pairs, claim) => withNewPlace(pairs, claim, at), known);
}

function chooseClaims(
  places: readonly Place[],
  claims: readonly Claim[],
  fence: Fence,
): Map<Place, Claim> {
  const chosen = new Map<Place, Claim>();
  let left = [...claims];
  for (const place of [...places].sort((a, b) => turn[stageOf(a)] - turn[stageOf(b)])) {
    const claim = oldest(left.filter((one) => isAt(place, one, fence)));
    if (!claim) continue;
    chosen.set(place, claim);
    left = left.filter((one) => one !== claim);
  }
  return chosen;
}

/** What comes to a cleared place too late to be the same incident is a new one. */
function isAt({ region, incident }: Place, claim: Claim, { reopenWithinMs }: Fence): boolean {
  if (!isSamePlace(region, claim.region)) return false;
  const clearedAt = incident?.clearedAt ?? null;
  return clearedAt === null || claim.since - clearedAt <= reopenWithinMs;
}

function oldest(claims: readonly Claim[]): Claim | undefined {
  return [...claims].sort((a, b) => a.since - b.since)[0];
}

/** Unless it is one more part of a thing that has its place already. */
function withNewPlace(pairs: readonly Pair[], claim: Claim, at: number): Pair[] {
  const isPart = pairs.some((pair) => pair.claim && isSamePlace(pair.place.region, claim.region));
  return isPart ? [...pairs] : [...pairs, { place: createPlace(claim, at), claim }];
}
