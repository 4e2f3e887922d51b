// The rule for kinds in which each object counts alone, such as a heap or a parked vehicle. Takes a kind; returns its rule.
import type { KindSpec } from '../../contracts/index.ts';
import type { Claim, Rule, RuleInput } from '../claim.ts';
import { findSightings, wantedOf, type Sighting } from './sightings.ts';

export function eachByItself({ what, where }: KindSpec): Rule {
  const wanted = wantedOf(what);
  const asksForSize = where.minArea !== undefined;
  return (input) => {
    const leastShare = asksForSize ? input.fence.minArea : 0;
    const { found, drops } = findSightings(wanted, input, leastShare);
    return { claims: found.map((sighting) => claimOf(sighting, input)), drops };
  };
}

function claimOf(sighting: Sighting, { fence, area }: RuleInput): Claim {
  const { box, cells, since, dwellClass, confidence, measures, what, thing } = sighting;
  return {
    region: box,
    since,
    dwellMs: fence.dwellMs[dwellClass],
    confidence,
    measures: { fenceShare: cells / area.size, ...measures },
    evidence: [],
    what,
    parts: [{ region: box, weight: 1, thing }],
    leastWeight: 1,
  };
}
