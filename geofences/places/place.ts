// A place in a fence where something is or was: candidate → open → cleared. Its identity is its position, never a track's id, so
// a lost track, a passer-by or a restart changes nothing. Plain JSON, so that it can be stored.
import { z } from 'zod';
import { boxSchema, type Box } from '../../contracts/index.ts';
import { areaOf } from '../area/boxes.ts';
import type { Claim } from '../claim.ts';

const epochMs = z.number().int().nonnegative();

const incidentSchema = z.strictObject({
  id: z.string(),
  openedAt: epochMs,
  sequence: z.number().int().positive(),
  lastSaidAt: epochMs,
  /** When it was cleared; it may open again for a while. */
  clearedAt: epochMs.nullable(),
});

export const placeSchema = z.strictObject({
  region: boxSchema,
  /** When the object came, by the observations. */
  since: epochMs,
  firstClaimedAt: epochMs,
  lastClaimedAt: epochMs,
  /** Since when looks have found no claim; null while it is claimed, or while the fence rests. */
  absentSince: epochMs.nullable().default(null),
  /** How long it was claimed, ms; older time has less weight. */
  claimedMs: z.number().nonnegative(),
  evidenceMs: z.record(z.string(), z.number()),
  measures: z.record(z.string(), z.number()),
  dwellMs: z.number().nonnegative(),
  confidence: z.number().min(0).max(1),
  what: z.string(),
  /** Null while it is only a candidate. */
  incident: incidentSchema.nullable(),
});
export type Place = z.infer<typeof placeSchema>;
export type Incident = z.infer<typeof incidentSchema>;

export type PlaceStage = 'candidate' | 'open' | 'cleared';

export function stageOf({ incident }: Place): PlaceStage {
  if (!incident) return 'candidate';
  return incident.clearedAt === null ? 'open' : 'cleared';
}

/** A candidate is forgotten after this long without a claim; passers-by occlude an object for shorter. */
export const candidateLostMs = 12_000;
/** The longest interval between two looks at a candidate while the machine keeps up (`rates` in edge/schedule/look-interval.ts). */
const longestStepMs = 4000;
/**
 * The window over which evidence is weighted, or two dwells if they are longer. Without it, hours in which a stall stood alone would
 * hide that its keeper came.
 */
const evidenceWindowMs = 600_000;

export function createPlace(claim: Claim, at: number): Place {
  return {
    region: claim.region,
    since: Math.min(claim.since, at),
    firstClaimedAt: at,
    lastClaimedAt: at,
    absentSince: null,
    claimedMs: 0,
    evidenceMs: {},
    measures: claim.measures,
    dwellMs: claim.dwellMs,
    confidence: claim.confidence,
    what: claim.what,
    incident: null,
  };
}

/** Lists all keys instead of spreading, because it runs for every object in every frame. */
export function withClaim(place: Place, claim: Claim, at: number): Place {
  const { claimedMs, fade, elapsedMs } = weighed(place, claim, at);
  return {
    region: steadied(place, claim),
    since: sinceOf(place, claim, at),
    firstClaimedAt: place.firstClaimedAt,
    lastClaimedAt: at,
    absentSince: null,
    claimedMs,
    evidenceMs: heldOf(place, claim, { fade, elapsedMs }),
    measures: claim.measures,
    dwellMs: claim.dwellMs,
    confidence: claim.confidence,
    what: claim.what,
    incident: place.incident,
  };
}

/**
 * The start of an open incident is fixed. A group counts from the time at which it was large enough, even if members changed since.
 */
function sinceOf(place: Place, claim: Claim, at: number): number {
  if (place.incident) return place.since;
  const since = Math.min(claim.since, at);
  return claim.isOfPlace ? Math.min(place.since, since) : since;
}

/**
 * Applies a look without a claim. The time before this look counts at most half of the patience, so that a single look after a gap
 * in the stream cannot clear the place.
 */
export function withoutClaim(place: Place, at: number, patienceMs: number): Place {
  const absentSince = place.absentSince ?? Math.max(place.lastClaimedAt, at - patienceMs / 2);
  return { ...place, absentSince: Math.round(absentSince) };
}

/** For a resting fence: an absence does not count. */
export function unwatched(place: Place): Place {
  return place.absentSince === null ? place : { ...place, absentSince: null };
}

interface Weight {
  /** The time since the last claim, limited: a look tells nothing about a longer gap before it. */
  readonly elapsedMs: number;
  /** Factor for the weight of earlier time. */
  readonly fade: number;
}

function weighed(place: Place, claim: Claim, at: number): Weight & Pick<Place, 'claimedMs'> {
  const elapsedMs = Math.min(Math.max(0, at - place.lastClaimedAt), longestStepMs);
  const windowMs = Math.max(evidenceWindowMs, 2 * claim.dwellMs);
  const fade = Math.min(1, windowMs / (place.claimedMs + elapsedMs || 1));
  return { elapsedMs, fade, claimedMs: (place.claimedMs + elapsedMs) * fade };
}

/** How long each piece of evidence held, with earlier pieces first. */
function heldOf(
  { evidenceMs }: Place,
  { evidence }: Claim,
  { elapsedMs, fade }: Weight,
): Place['evidenceMs'] {
  const held: Place['evidenceMs'] = {};
  for (const name in evidenceMs) {
    const isHolding = evidence.some((piece) => piece.name === name);
    held[name] = ((evidenceMs[name] ?? 0) + (isHolding ? elapsedMs : 0)) * fade;
  }
  for (const { name } of evidence) held[name] ??= elapsedMs * fade;
  return held;
}

/** An open incident's region follows growth, but does not shrink under a short partial occlusion. */
function steadied(place: Place, claim: Claim): Box {
  const shrunk = areaOf(claim.region) < 0.6 * areaOf(place.region);
  return place.incident && shrunk ? place.region : claim.region;
}
