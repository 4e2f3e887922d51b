// Selects the rule for a kind: evidence that gathers, cover or number together, or each object alone. The only place where a kind
// becomes a rule; it never uses a kind's name.
import type { KindSpec } from '../../contracts/index.ts';
import type { Rule } from '../claim.ts';
import { manyTogether } from './count.ts';
import { coveringTogether } from './cover.ts';
import { eachByItself } from './each.ts';
import { gatheringEvidence } from './gathers.ts';

export function ruleOf(kind: KindSpec): Rule {
  if (kind.gathers) return gatheringEvidence(kind);
  if (kind.where.minCover !== undefined) return coveringTogether(kind);
  if (kind.where.minCount !== undefined) return manyTogether(kind);
  return eachByItself(kind);
}
