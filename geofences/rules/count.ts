// The rule for kinds that count several objects near each other, such as bicycles in disorder or a crowd. Takes a kind; returns
// its rule. Objects may leave and join while there are enough.
import type { KindSpec, Observation } from '../../contracts/index.ts';
import { unionOf } from '../area/boxes.ts';
import type { Claim, Drop, Rule, RuleInput } from '../claim.ts';
import { findSightings, wantedOf, type Sighting } from './sightings.ts';

export function manyTogether({ what }: KindSpec): Rule {
  const wanted = wantedOf(what);
  return (input) => {
    const { found, drops } = findSightings(wanted, input, 0);
    const { minCount, apart } = input.fence;
    const groups = apart === null ? [found] : groupsOf(found, apart, input.observation.grid);
    const few = groups.filter((group) => group.length < minCount).flat();
    return {
      claims: groups.flatMap((group) => claimOf(group, input) ?? []),
      drops: [...drops, ...few.map(({ box }): Drop => ({ reason: 'too-few', region: box }))],
    };
  };
}

type Grid = Observation['grid'];

/** Groups of objects in which each is near another one (single linkage), in order of their first member. */
function groupsOf(found: readonly Sighting[], apart: number, grid: Grid): Sighting[][] {
  const left = new Set(found);
  const groups: Sighting[][] = [];
  for (const first of found) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const one of group)
      for (const other of [...left])
        if (areNear(one, other, { apart, grid })) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

/**
 * Whether the gap between two boxes is at most `apart` heights of the taller one; heights, because distant objects are small. Cells of
 * the grid are square, so the same unit applies sideways.
 */
function areNear(
  { box: a }: Sighting,
  { box: b }: Sighting,
  { apart, grid }: { readonly apart: number; readonly grid: Grid },
): boolean {
  const across = gap(a.x, a.x + a.width, b.x, b.x + b.width) * grid.columns;
  const along = gap(a.y, a.y + a.height, b.y, b.y + b.height) * grid.rows;
  return Math.hypot(across, along) <= apart * Math.max(a.height, b.height) * grid.rows;
}

function gap(...[from, to, otherFrom, otherTo]: [number, number, number, number]): number {
  return Math.max(0, otherFrom - to, from - otherTo);
}

/** The claim begins when the last necessary object came; its confidence is that object's. */
function claimOf(group: readonly Sighting[], { fence, area }: RuleInput): Claim | null {
  const enough = fence.minCount - 1;
  const since = group.map((one) => one.since).sort((a, b) => a - b)[enough];
  const confidence = group.map((one) => one.confidence).sort((a, b) => b - a)[enough];
  if (since === undefined || confidence === undefined) return null;
  const main = group.reduce((a, b) => (b.cells > a.cells ? b : a));
  return {
    region: group.map(({ box }) => box).reduce(unionOf),
    since,
    isOfPlace: true,
    dwellMs: fence.dwellMs[main.dwellClass],
    confidence,
    measures: { count: group.length, fenceShare: sharedCells(group) / area.size },
    evidence: [],
    what: main.what,
    parts: group.map(({ box, thing }) => ({ region: box, weight: 1, thing })),
    leastWeight: fence.minCount,
  };
}

function sharedCells(group: readonly Sighting[]): number {
  return group.reduce((sum, { cells }) => sum + cells, 0);
}
