// Decides whether a candidate becomes an incident: it stayed for its dwell, no open incident has its place, and the required
// evidence adds up. Also decides whether an object that returned to a cleared place opens its incident again.
import type { Box, Fence, IncidentEvent, Stay, waitReasons } from '../../contracts/index.ts';
import { isSamePlace } from '../area/boxes.ts';
import type { Claim, Evidence } from '../claim.ts';
import type { Place } from './place.ts';
import type { OpinionResult } from './second-opinion.ts';

export type WaitReason = (typeof waitReasons)[number];
export type Verdict =
  { readonly open: true } | { readonly open: false; readonly reason: WaitReason };

/** A place that is not open, with what it waits for, its stay and its dwell. */
export interface Wait extends Readonly<Stay> {
  readonly reason: WaitReason;
  readonly region: Box;
}

export interface Weighing {
  readonly place: Place;
  /** The claim at this look; null without one. */
  readonly claim: Claim | null;
  readonly at: number;
  /** Regions of the fence's open incidents. */
  readonly occupied: readonly Box[];
  /** Why a second opinion refuses it; absent or null when none does. */
  readonly refusal?: WaitReason | null;
}

/** Evidence counts fully from this share of the claimed time; passers-by do not reach it. */
const fullShare = 0.5;
const leastShare = 0.3;
/** An object that returns must stay at least this long before its incident opens again. */
const returnDwellMs = 5000;

export function judgeCandidate({ place, claim, at, occupied, refusal }: Weighing): Verdict {
  if (!claim) return wait('not-there');
  if (place.lastClaimedAt === place.firstClaimedAt) return wait('one-frame-only');
  if (at - place.since < place.dwellMs) return wait('dwell');
  if (isOccupied(place, occupied)) return wait('same-place');
  if (evidenceSum(place, claim.evidence) < (claim.leastEvidence ?? 0)) return wait('evidence');
  return refusal ? wait(refusal) : { open: true };
}

export function judgeReturn({ place, claim, at, occupied, refusal }: Weighing): Verdict {
  if (!claim) return wait('not-there');
  const backSince = Math.max(claim.since, place.incident?.clearedAt ?? 0);
  if (at - backSince < Math.min(returnDwellMs, place.dwellMs)) return wait('dwell');
  if (isOccupied(place, occupied)) return wait('same-place');
  return refusal ? wait(refusal) : { open: true };
}

function wait(reason: WaitReason): Verdict {
  return { open: false, reason };
}

function isOccupied({ region }: Place, occupied: readonly Box[]): boolean {
  return occupied.some((other) => isSamePlace(region, other));
}

/** Sum of the weights, each multiplied by the share of the time it held. */
export function evidenceSum(place: Place, evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, { name, weight }) => sum + weight * holding(place, name), 0);
}

/** Names of the evidence that held long enough to count. */
export function countedEvidence(place: Place): string[] {
  return Object.keys(place.evidenceMs).filter((name) => holding(place, name) > 0);
}

function holding(place: Place, name: string): number {
  const share = shareHeld(place, name);
  return share < leastShare ? 0 : Math.min(1, share / fullShare);
}

function shareHeld({ evidenceMs, claimedMs }: Place, name: string): number {
  return (evidenceMs[name] ?? 0) / Math.max(1, claimedMs);
}

/** The decision trace of the incident. */
export function traceOf(
  place: Place,
  fence: Pick<Fence, 'kind'>,
  outcome: OpinionResult['outcome'] = null,
): IncidentEvent['trace'] {
  const held = Object.keys(place.evidenceMs).map((name) => ({
    name,
    value: round(shareHeld(place, name)),
    detail: 'share of the time it held',
  }));
  const measured = Object.entries(place.measures).map(([name, value]) => ({
    name,
    value: round(value),
  }));
  return {
    rule: fence.kind,
    dwellMs: Math.max(0, place.lastClaimedAt - place.since),
    evidence: [...measured, ...held, ...opinionEvidence(outcome)],
  };
}

/** The outcome of second opinions as an entry of the trace; also when they failed or were late. */
function opinionEvidence(outcome: OpinionResult['outcome']): IncidentEvent['trace']['evidence'] {
  if (outcome === null) return [];
  return [{ name: 'second-opinion', value: outcome === 'agrees' ? 1 : 0, detail: outcome }];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
