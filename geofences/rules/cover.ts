// The rule for kinds whose objects together cover a share of the fence, such as a blocked fire exit. Takes a kind; returns its
// rule.
import type { KindSpec } from '../../contracts/index.ts';
import { unionOf } from '../area/boxes.ts';
import type { Claim, Drop, Rule, RuleInput } from '../claim.ts';
import { findSightings, wantedOf, type Sighting } from './sightings.ts';

export function coveringTogether({ what }: KindSpec): Rule {
  const wanted = wantedOf(what);
  return (input) => {
    const { found, drops } = findSightings(wanted, input, 0);
    if (found.length === 0) return { claims: [], drops };
    const claim = claimOf(input, found);
    if (claim) return { claims: [claim], drops };
    const small = found.map(({ box }): Drop => ({ reason: 'too-small', region: box }));
    return { claims: [], drops: [...drops, ...small] };
  };
}

/** The claim begins when the objects, in order of arrival, together reach the required cover. */
function claimOf({ fence, area }: RuleInput, found: readonly Sighting[]): Claim | null {
  const oldestFirst = [...found].sort((a, b) => a.since - b.since);
  const covers = area.covers(oldestFirst.map(({ shape }) => shape));
  const reached = covers.findIndex((cells) => cells >= fence.minCover * area.size);
  const since = oldestFirst[reached]?.since;
  if (since === undefined) return null;
  const main = oldestFirst.reduce((a, b) => (b.cells > a.cells ? b : a));
  return {
    region: oldestFirst.map(({ box }) => box).reduce(unionOf),
    since,
    dwellMs: fence.dwellMs[main.dwellClass],
    confidence: main.confidence,
    measures: { cover: (covers.at(-1) ?? 0) / area.size, things: found.length },
    evidence: [],
    what: main.dwellClass,
    parts: oldestFirst.map(({ box, thing }, index) => ({
      region: box,
      // The cells that it adds to those of the objects before it.
      weight: (covers[index] ?? 0) - (covers[index - 1] ?? 0),
      thing,
    })),
    leastWeight: fence.minCover * area.size,
  };
}
