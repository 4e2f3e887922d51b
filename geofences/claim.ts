// A claim: what a rule says of one observation — something that would be a matter if it stays. Claims are matched to
// places (place.ts), and a place that is claimed for long enough becomes an incident.
import type { Box, DwellClass, Fence, Observation, Thing } from '../contracts/index.ts';
import type { FenceArea } from './fence-area.ts';
import type { Shape } from './shape.ts';

/** One piece of evidence. `weight` is what it adds when it holds all the time. */
export interface Evidence {
  readonly name: string;
  readonly weight: number;
  readonly detail?: string;
}

export interface Claim {
  readonly region: Box;
  /** Since when the thing has been there, as far as was seen; epoch ms. */
  readonly since: number;
  /** How long it must stay. */
  readonly dwellMs: number;
  readonly confidence: number;
  /** Numbers for the decision trace, e.g. the share of the fence covered. */
  readonly measures: Readonly<Record<string, number>>;
  /** Evidence that must add up before the claim is worth an incident; empty when the claim alone is enough. */
  readonly evidence: readonly Evidence[];
  /** What the evidence must add up to; absent when the claim alone is enough. */
  readonly leastEvidence?: number;
  /** The time counts from when its place was first claimed: what it is made of may come and go. */
  readonly isOfPlace?: boolean;
  /** What it is, for people: `vehicle`, `heap`, … */
  readonly what: string;
}

export const dropReasons = [
  'outside-fence',
  'too-small',
  'too-large',
  'too-few',
  'is-person',
  'is-animal',
  'is-vehicle',
  'restless',
  'permitted',
  'outside-hours',
  'view-not-ok',
] as const;
export type DropReason = (typeof dropReasons)[number];
export interface Drop {
  readonly reason: DropReason;
  readonly region: Box;
}

export interface RuleInput {
  readonly fence: Fence;
  /** The fence on the observation's grid. */
  readonly area: FenceArea;
  /** Its tracks are those that matter to any fence: see matters.ts. */
  readonly observation: Observation;
  /** What each of the observation's regions covers of the grid, in their order; nothing when it is near no fence at all. */
  readonly shapes: readonly Shape[];
}
export interface RuleOutput {
  readonly claims: Claim[];
  readonly drops: Drop[];
}
export type Rule = (input: RuleInput) => RuleOutput;

/** The class whose dwell holds for a thing; `unnamed` is that of things which have none of their own. */
export function dwellClassOf(thing: Thing | null, unnamed: DwellClass): DwellClass {
  return thing === 'vehicle' || thing === 'two-wheeler' || thing === 'goods' ? thing : unnamed;
}
