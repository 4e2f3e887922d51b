// Blocked fire exit: the share of the fence that is covered by things which stay — vehicles, two-wheelers, goods, and
// static regions that no label names. People never block.
import type { Box, DwellClass, StaticRegion, Thing, Track } from '../../contracts/index.ts';
import { standingOf } from '../anchor.ts';
import { unionOf } from '../boxes.ts';
import { dwellClassOf, type Claim, type Drop, type Rule, type RuleInput } from '../claim.ts';
import { explanation } from '../explain.ts';
import { regionConfidence } from '../region-confidence.ts';
import { shapeOfBox, type Shape } from '../shape.ts';

interface Blocker {
  readonly box: Box;
  readonly shape: Shape;
  /** How many cells of the fence it has. */
  readonly cells: number;
  readonly since: number;
  readonly dwellClass: DwellClass;
  readonly confidence: number;
}

const blockingThings: ReadonlySet<Thing> = new Set([
  'vehicle',
  'two-wheeler',
  'goods',
  'stall',
  'table',
  'debris',
]);
const leastConfidence = 0.35;
/** Only the lower part of a box stands on the ground. */
const footShare = 0.6;

export const blockedFireExit: Rule = (input) => {
  const found: Found = { blockers: [], drops: [] };
  for (const track of input.observation.tracks)
    if (isBlocking(track)) addTrack(track, input, found);
  input.observation.regions.forEach((region, index) => {
    const shape = input.shapes[index];
    if (shape) addRegion({ region, shape }, input, found);
  });
  const { blockers, drops } = found;
  if (blockers.length === 0) return { claims: [], drops };
  const claim = claimOf(input, blockers);
  if (claim) return { claims: [claim], drops };
  const small = blockers.map(({ box }): Drop => ({ reason: 'too-small', region: box }));
  return { claims: [], drops: [...drops, ...small] };
};

/** The part of a box that stands on the ground. */
function lowerPart({ x, y, width, height }: Box): Box {
  return { x, y: y + height * (1 - footShare), width, height: height * footShare };
}

interface Found {
  readonly blockers: Blocker[];
  readonly drops: Drop[];
}

function isBlocking({ thing, stationarySince, confidence }: Track): boolean {
  return stationarySince !== null && confidence >= leastConfidence && blockingThings.has(thing);
}

function addTrack(track: Track, input: RuleInput, { blockers, drops }: Found): void {
  const { box, thing, confidence } = track;
  const shape = shapeOfBox(lowerPart(box), input.observation.grid);
  const standing = standingOf({ box, shape }, input);
  const since = track.stationarySince ?? track.lastSeenAt;
  const dwellClass = dwellClassOf(thing, 'goods');
  if (standing.counts)
    blockers.push({ box, shape, cells: standing.cells, since, dwellClass, confidence });
  else if (standing.reason !== 'elsewhere') drops.push({ reason: standing.reason, region: box });
}

function addRegion(
  { region, shape }: { region: StaticRegion; shape: Shape },
  input: RuleInput,
  { blockers, drops }: Found,
): void {
  const { box, since } = region;
  const { tracks } = input.observation;
  const standing = standingOf({ box, shape }, input);
  if (!standing.counts) {
    if (standing.reason !== 'elsewhere') drops.push({ reason: standing.reason, region: box });
    return;
  }
  const living = explanation(region, tracks, ['person', 'animal']);
  if (living !== null) {
    drops.push({ reason: living === 'person' ? 'is-person' : 'is-animal', region: box });
    return;
  }
  const dwellClass = dwellClassOf(explanation(region, tracks, ['vehicle', 'two-wheeler']), 'goods');
  const confidence = regionConfidence(region);
  blockers.push({ box, shape, cells: standing.cells, since, dwellClass, confidence });
}

/** The cover is reached when the things that were there by then add up to it, oldest first. */
function claimOf({ fence, area }: RuleInput, blockers: readonly Blocker[]): Claim | null {
  const oldestFirst = [...blockers].sort((a, b) => a.since - b.since);
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
    measures: { cover: (covers.at(-1) ?? 0) / area.size, things: blockers.length },
    evidence: [],
    what: main.dwellClass,
  };
}
