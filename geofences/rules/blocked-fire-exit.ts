// Blocked fire exit: the share of the fence that is covered by things which stay — vehicles, two-wheelers, goods, and
// static regions that no label names. People never block.
import type { Box, DwellClass, Thing, Track } from '../../contracts/index.ts';
import { unionOf } from '../boxes.ts';
import type { Claim, Drop, Rule, RuleInput } from '../claim.ts';
import { explanation } from '../explain.ts';
import { cellsOfBox, cellsOfSpans, type CellSet } from '../raster.ts';
import { regionConfidence } from '../region-confidence.ts';

interface Blocker {
  readonly box: Box;
  readonly cells: CellSet;
  readonly since: number;
  readonly dwellClass: DwellClass;
  readonly confidence: number;
}

const blockingThings: readonly Thing[] = [
  'vehicle',
  'two-wheeler',
  'goods',
  'stall',
  'table',
  'debris',
];
const leastConfidence = 0.35;
/** Only the lower part of a box stands on the ground. */
const footShare = 0.6;

export const blockedFireExit: Rule = (input) => {
  const { blockers, drops } = findBlockers(input);
  const claim = claimOf(input, blockers);
  if (claim) return { claims: [claim], drops };
  const small = blockers.map(({ box }): Drop => ({ reason: 'too-small', region: box }));
  return { claims: [], drops: [...drops, ...small] };
};

interface Found {
  blockers: Blocker[];
  drops: Drop[];
}

function findBlockers(input: RuleInput): Found {
  const tracked = input.observation.tracks
    .filter((track) => isBlocking(track))
    .map((track) => blockerOfTrack(track, input));
  const { blockers, drops } = regionBlockers(input);
  return { blockers: [...tracked, ...blockers].filter(({ cells }) => cells.size > 0), drops };
}

function isBlocking({ thing, stationarySince, confidence }: Track): boolean {
  return (
    stationarySince !== null && confidence >= leastConfidence && blockingThings.includes(thing)
  );
}

function blockerOfTrack(track: Track, { observation, fenceCells }: RuleInput): Blocker {
  const { box } = track;
  const foot = { ...box, y: box.y + box.height * (1 - footShare), height: box.height * footShare };
  return {
    box,
    cells: within(cellsOfBox(foot, observation.grid), fenceCells),
    since: track.stationarySince ?? track.lastSeenAt,
    dwellClass: dwellClassOf(track.thing),
    confidence: track.confidence,
  };
}

function regionBlockers({ observation, fenceCells }: RuleInput): Found {
  const drops: Drop[] = [];
  const blockers = observation.regions.flatMap((region): Blocker[] => {
    const cells = within(cellsOfSpans(region.spans, observation.grid), fenceCells);
    if (cells.size === 0) return [];
    const living = explanation(region, observation.tracks, ['person', 'animal']);
    if (living !== null) {
      drops.push({ reason: living === 'person' ? 'is-person' : 'is-animal', region: region.box });
      return [];
    }
    const thing = explanation(region, observation.tracks, ['vehicle', 'two-wheeler']) ?? 'goods';
    const confidence = regionConfidence(region);
    return [
      { box: region.box, cells, since: region.since, dwellClass: dwellClassOf(thing), confidence },
    ];
  });
  return { blockers, drops };
}

/** The cover is reached when the things that were there by then add up to it, oldest first. */
function claimOf({ fence, fenceCells }: RuleInput, blockers: Blocker[]): Claim | null {
  const covered = new Set<number>();
  const parts: Blocker[] = [];
  let since: number | null = null;
  for (const blocker of [...blockers].sort((a, b) => a.since - b.since)) {
    for (const cell of blocker.cells) covered.add(cell);
    parts.push(blocker);
    if (since === null && covered.size >= fence.minCover * fenceCells.size) since = blocker.since;
  }
  if (since === null) return null;
  const main = parts.reduce((a, b) => (b.cells.size > a.cells.size ? b : a));
  return {
    region: parts.map(({ box }) => box).reduce(unionOf),
    since,
    dwellMs: fence.dwellMs[main.dwellClass],
    confidence: main.confidence,
    measures: { cover: covered.size / fenceCells.size, things: parts.length },
    evidence: [],
    what: main.dwellClass,
  };
}

function dwellClassOf(thing: Thing): DwellClass {
  return thing === 'vehicle' || thing === 'two-wheeler' ? thing : 'goods';
}

function within(cells: CellSet, fence: CellSet): CellSet {
  return new Set([...cells].filter((cell) => fence.has(cell)));
}
