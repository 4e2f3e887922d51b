// A place in a fence where something is or was: candidate → open → cleared. Its identity is where it is, never a track's
// id, so a lost track, a passer-by or a restart changes nothing. Plain JSON, so that it survives on disk.
import { z } from 'zod';
import { boxSchema, type Box } from '../contracts/index.ts';
import { isSamePlace } from './boxes.ts';
import type { Claim } from './claim.ts';

const epochMs = z.number().int().nonnegative();

export const placeSchema = z.strictObject({
  region: boxSchema,
  /** When the thing came, as far as was seen. */
  since: epochMs,
  firstClaimedAt: epochMs,
  lastClaimedAt: epochMs,
  /** For how long it was claimed in all, ms. */
  claimedMs: z.number().nonnegative(),
  /** For how long each piece of evidence held, ms. */
  evidenceMs: z.record(z.string(), z.number()),
  measures: z.record(z.string(), z.number()),
  dwellMs: z.number().nonnegative(),
  confidence: z.number().min(0).max(1),
  what: z.string(),
  /** Null while it is only a candidate. */
  incident: z
    .strictObject({
      id: z.string(),
      openedAt: epochMs,
      sequence: z.number().int().positive(),
      lastSaidAt: epochMs,
      /** When it was cleared; it may come back for a while. */
      clearedAt: epochMs.nullable(),
    })
    .nullable(),
});
export type Place = z.infer<typeof placeSchema>;

/** A candidate that is not claimed for this long is forgotten: a passer-by may hide a thing, but not for ever. */
export const candidateLostMs = 12_000;

/** Pairs claims with the places they are at; each place takes its best claim. New claims become new places. */
export function claimPlaces(
  places: readonly Place[],
  claims: readonly Claim[],
  at: number,
): Place[] {
  const open = [...claims];
  const kept = places.map((place) => {
    const index = bestClaim(place, open);
    if (index < 0) return place;
    const [claim] = open.splice(index, 1);
    return claim ? extended(place, claim, at) : place;
  });
  const fresh = open.filter(
    (claim) =>
      !kept.some((place) => place.lastClaimedAt === at && isSamePlace(place.region, claim.region)),
  );
  return [...kept, ...fresh.map((claim) => created(claim, at))];
}

function bestClaim(place: Place, claims: readonly Claim[]): number {
  let best = -1;
  claims.forEach((claim, index) => {
    if (
      isSamePlace(place.region, claim.region) &&
      (best < 0 || claim.since < (claims[best]?.since ?? 0))
    )
      best = index;
  });
  return best;
}

function created(claim: Claim, at: number): Place {
  return {
    region: claim.region,
    since: Math.min(claim.since, at),
    firstClaimedAt: at,
    lastClaimedAt: at,
    claimedMs: 0,
    evidenceMs: {},
    measures: claim.measures,
    dwellMs: claim.dwellMs,
    confidence: claim.confidence,
    what: claim.what,
    incident: null,
  };
}

function extended(place: Place, claim: Claim, at: number): Place {
  const elapsedMs = at - place.lastClaimedAt;
  const evidenceMs = { ...place.evidenceMs };
  for (const { name } of claim.evidence) evidenceMs[name] = (evidenceMs[name] ?? 0) + elapsedMs;
  return {
    ...place,
    region: steadied(place, claim),
    since: place.incident ? place.since : Math.min(claim.since, at),
    lastClaimedAt: at,
    claimedMs: place.claimedMs + elapsedMs,
    evidenceMs,
    measures: claim.measures,
    dwellMs: claim.dwellMs,
    confidence: claim.confidence,
    what: claim.what,
  };
}

/** An open incident's region follows growth, but a part that is hidden for a moment does not shrink it. */
function steadied(place: Place, claim: Claim): Box {
  const [before, now] = [place.region, claim.region];
  const shrunk = now.width * now.height < 0.6 * before.width * before.height;
  return place.incident && shrunk ? before : now;
}
