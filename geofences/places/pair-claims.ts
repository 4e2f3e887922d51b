// Assigns claims to places: first to open incidents, then to cleared ones whose object may return, then to candidates. A claim at no
// known place creates a new one. One object never creates two places.
import type { Box, Fence } from '../../contracts/index.ts';
import { isSamePlace } from '../area/boxes.ts';
import type { Claim } from '../claim.ts';
import {
  candidateLostMs,
  createPlace,
  stageOf,
  unwatched,
  withClaim,
  withoutClaim,
  type Place,
  type PlaceStage,
} from './place.ts';

/** A place after this look, with its claim or null. */
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
  /** Places where something stays that currently counts as a person, an animal or a vehicle. */
  readonly excused: readonly Box[];
}

/**
 * The detector may give an object another label (a heap becomes a vehicle), or a person may occlude it. So an open incident whose
 * place is occupied by such an object does not clear until this long after its last claim.
 */
const doubtMs = 600_000;

/** The known places in their order, then the new ones. */
export function pairClaims(input: PairInput): Pair[] {
  const { places, claims, fence, at } = input;
  const { chosen, left } = chooseClaims(places, claims, fence);
  const pairs = places.map((place, index): Pair => {
    const claim = chosen[index] ?? null;
    return { place: claim ? withClaim(place, claim, at) : unclaimed(place, input), claim };
  });
  for (const claim of left)
    if (!isPart(claim, pairs)) pairs.push({ place: createPlace(claim, at), claim });
  return pairs;
}

function unclaimed(place: Place, { fence, at, excused }: PairInput): Place {
  if (stageOf(place) === 'open' && isInDoubt(place, excused, at)) return unwatched(place);
  return withoutClaim(place, at, place.incident ? fence.clearAfterMs : candidateLostMs);
}

function isInDoubt({ region, lastClaimedAt }: Place, excused: readonly Box[], at: number): boolean {
  return at - lastClaimedAt < doubtMs && excused.some((box) => isSamePlace(region, box));
}

interface Choice {
  /** The claim of each place, null for none. */
  readonly chosen: (Claim | null)[];
  /** Claims at no known place. */
  readonly left: Claim[];
}

function chooseClaims(places: readonly Place[], claims: readonly Claim[], fence: Fence): Choice {
  const chosen = places.map((): Claim | null => null);
  const left = [...claims];
  for (const index of inTurn(places)) {
    const place = places[index];
    if (left.length === 0 || !place) break;
    const claim = oldest(left.filter((one) => isAt(place, one, fence)));
    if (!claim) continue;
    chosen[index] = claim;
    left.splice(left.indexOf(claim), 1);
  }
  return { chosen, left };
}

/** Indexes of places in the order in which they choose claims. */
function inTurn(places: readonly Place[]): number[] {
  const turns = places.map((place) => turn[stageOf(place)]);
  return turns.map((_, index) => index).sort((a, b) => (turns[a] ?? 0) - (turns[b] ?? 0));
}

/** A claim that is too late for a cleared place is a new incident. */
function isAt({ region, incident }: Place, claim: Claim, { reopenWithinMs }: Fence): boolean {
  if (!isSamePlace(region, claim.region)) return false;
  const clearedAt = incident?.clearedAt ?? null;
  return clearedAt === null || claim.since - clearedAt <= reopenWithinMs;
}

function oldest(claims: readonly Claim[]): Claim | undefined {
  let first: Claim | undefined;
  for (const claim of claims) if (!first || claim.since < first.since) first = claim;
  return first;
}

/** Whether it is part of an object that already has a place. */
function isPart(claim: Claim, pairs: readonly Pair[]): boolean {
  return pairs.some((pair) => pair.claim !== null && isSamePlace(pair.place.region, claim.region));
}
