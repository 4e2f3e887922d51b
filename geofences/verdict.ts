// Whether a candidate has become an incident: it stayed for its dwell, and where a rule asks for evidence, that adds up.
import type { Fence, IncidentEvent } from '../contracts/index.ts';
import type { Evidence } from './claim.ts';
import type { Place } from './place.ts';
import { vendingThreshold } from './rules/street-vending.ts';

export const waitReasons = ['dwell', 'evidence', 'one-frame-only'] as const;
export type WaitReason = (typeof waitReasons)[number];
export type Verdict =
  { readonly open: true } | { readonly open: false; readonly reason: WaitReason };

/** Evidence counts fully when it held for this share of the time; passers-by never do. */
const fullShare = 0.5;
const leastShare = 0.3;

export function judge(
  place: Place,
  fence: Fence,
  weights: ReadonlyMap<string, number>,
  at: number,
): Verdict {
  if (place.lastClaimedAt === place.firstClaimedAt)
    return { open: false, reason: 'one-frame-only' };
  if (at - place.since < place.dwellMs) return { open: false, reason: 'dwell' };
  if (fence.kind === 'street-vending' && evidenceSum(place, weights) < vendingThreshold)
    return { open: false, reason: 'evidence' };
  return { open: true };
}

/** Sum of the weights, each by how much of the time it held. */
export function evidenceSum(place: Place, weights: ReadonlyMap<string, number>): number {
  return [...weights].reduce((sum, [name, weight]) => sum + weight * holding(place, name), 0);
}

function holding(place: Place, name: string): number {
  const share = (place.evidenceMs[name] ?? 0) / Math.max(1, place.claimedMs);
  return share < leastShare ? 0 : Math.min(1, share / fullShare);
}

export function weightsOf(evidence: readonly Evidence[]): Map<string, number> {
  return new Map(evidence.map(({ name, weight }) => [name, weight]));
}

/** The decision trace that travels with the incident. */
export function traceOf(place: Place, fence: Fence): IncidentEvent['trace'] {
  const held = Object.entries(place.evidenceMs).map(([name, ms]) => ({
    name,
    value: round(ms / Math.max(1, place.claimedMs)),
    detail: 'share of the time it held',
  }));
  const measured = Object.entries(place.measures).map(([name, value]) => ({
    name,
    value: round(value),
  }));
  return {
    rule: fence.kind,
    dwellMs: place.lastClaimedAt - place.since,
    evidence: [...measured, ...held],
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
