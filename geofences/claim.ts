// A claim: an object or group that a rule finds in one observation and that becomes an incident if it stays. Claims are assigned to
// places (places/place.ts).
import type {
  Box,
  dropReasons,
  DwellClass,
  Fence,
  Observation,
  Thing,
} from '../contracts/index.ts';
import type { FenceArea } from './area/fence-area.ts';
import type { Shape } from './area/shape.ts';

/** One piece of evidence. `weight` is its contribution if it holds during the whole stay. */
export interface Evidence {
  readonly name: string;
  readonly weight: number;
  readonly detail?: string;
}

/** An object of a claim, for second opinions. */
export interface Part {
  readonly region: Box;
  /** Its contribution to the claim, such as the share of the fence that it covers. */
  readonly weight: number;
  /** Its class if it has a label; null for a static region. */
  readonly thing: Thing | null;
}

export interface Claim {
  readonly region: Box;
  /** Since when the object has been there by the observations, epoch ms. */
  readonly since: number;
  /** Its dwell. */
  readonly dwellMs: number;
  readonly confidence: number;
  /** Numbers for the decision trace, e.g. the covered share of the fence. */
  readonly measures: Readonly<Record<string, number>>;
  /** Evidence that must add up before the claim becomes an incident; empty when the claim alone is enough. */
  readonly evidence: readonly Evidence[];
  /** The required sum of the evidence; absent when the claim alone is enough. */
  readonly leastEvidence?: number;
  /** For groups: the dwell counts from the first claim of the place, because members may change. */
  readonly isOfPlace?: boolean;
  /** A display name: `vehicle`, `heap`, … */
  readonly what: string;
  /** The objects of the claim. */
  readonly parts: readonly Part[];
  /** The weight of the parts without which there is no claim. */
  readonly leastWeight: number;
}

export type DropReason = (typeof dropReasons)[number];
export interface Drop {
  readonly reason: DropReason;
  readonly region: Box;
}

export interface RuleInput {
  readonly fence: Fence;
  /** The fence on the observation's grid. */
  readonly area: FenceArea;
  /** Only the tracks that can matter to a fence: see matters.ts. */
  readonly observation: Observation;
  /** The grid cells of each region, in their order; none for a region that is near no fence. */
  readonly shapes: readonly Shape[];
}
export interface RuleOutput {
  readonly claims: Claim[];
  readonly drops: Drop[];
}
export type Rule = (input: RuleInput) => RuleOutput;

/** The class whose dwell applies to an object; `unnamed` for objects without a class of their own. */
export function dwellClassOf(thing: Thing | null, unnamed: DwellClass): DwellClass {
  return thing === 'vehicle' || thing === 'two-wheeler' || thing === 'goods' ? thing : unnamed;
}
