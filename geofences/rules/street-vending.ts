// Street vending: evidence adds up. A thing that was set up (or a stall, a parasol, a parked vehicle by name), a person who
// keeps to it, goods and tables beside it, others who stop at it. No single piece is enough.
import type { Box, Observation, Thing, Track } from '../../contracts/index.ts';
import { areaOf, grown, sharedArea, unionOf } from '../boxes.ts';
import type { Claim, Drop, Evidence, Rule, RuleInput } from '../claim.ts';
import { explanation } from '../explain.ts';
import { cellsOfBox, cellsOfSpans, shareInside } from '../raster.ts';

/** The sum of weights at which a claim is worth an incident. */
export const vendingThreshold = 0.75;
const weights = {
  setUp: 0.45,
  stall: 0.5,
  umbrella: 0.3,
  table: 0.15,
  goods: 0.1,
  wheels: 0.1,
  keeper: 0.45,
  customer: 0.1,
} as const;

const leastInside = 0.35;
/** A stall is at least this share of its fence. */
const leastFenceShare = 0.03;
const leastConfidence = 0.3;
const signOf: Partial<Record<Thing, keyof typeof weights>> = {
  stall: 'stall',
  umbrella: 'umbrella',
  table: 'table',
  goods: 'goods',
  vehicle: 'wheels',
  'two-wheeler': 'wheels',
};

interface Base {
  readonly region: Box;
  readonly since: number;
  readonly setUp: boolean;
}

export const streetVending: Rule = (input) => {
  const { bases, drops } = regionBases(input);
  const named = trackBases(input).filter(
    ({ region }) => !bases.some((base) => sharedArea(base.region, region) > 0.3 * areaOf(region)),
  );
  return { claims: [...bases, ...named].map((base) => claimOf(base, input)), drops };
};

function regionBases({ observation, fenceCells }: RuleInput): { bases: Base[]; drops: Drop[] } {
  const drops: Drop[] = [];
  const bases = observation.regions.flatMap((region): Base[] => {
    const cells = cellsOfSpans(region.spans, observation.grid);
    const inside = shareInside(cells, fenceCells);
    if (inside === 0) return [];
    const living = explanation(region, observation.tracks, ['person', 'animal']);
    if (inside < leastInside) drops.push({ reason: 'outside-fence', region: region.box });
    else if (cells.size < leastFenceShare * fenceCells.size)
      drops.push({ reason: 'too-small', region: region.box });
    else if (living)
      drops.push({ reason: living === 'person' ? 'is-person' : 'is-animal', region: region.box });
    else return [{ region: region.box, since: region.since, setUp: true }];
    return [];
  });
  return { bases, drops };
}

/** A stall or parasol by name is a base without a static region: it may have been there when the worker started. */
function trackBases({ observation, fenceCells }: RuleInput): Base[] {
  return observation.tracks
    .filter(
      ({ thing, confidence }) =>
        (thing === 'stall' || thing === 'umbrella') && confidence >= leastConfidence,
    )
    .filter(({ stationarySince }) => stationarySince !== null)
    .filter(({ box }) => shareInside(cellsOfBox(box, observation.grid), fenceCells) >= leastInside)
    .map(({ box, stationarySince, firstSeenAt }) => ({
      region: box,
      since: stationarySince ?? firstSeenAt,
      setUp: false,
    }));
}

function claimOf(base: Base, { fence, observation }: RuleInput): Claim {
  const people = peopleAt(base.region, observation);
  const [keeper, customer] = people;
  const evidence: Evidence[] = [
    ...(base.setUp ? [{ name: 'set-up', weight: weights.setUp }] : []),
    ...signsAt(base.region, observation),
    ...(keeper ? [{ name: 'keeper', weight: weights.keeper }] : []),
    ...(customer ? [{ name: 'customer', weight: weights.customer }] : []),
  ];
  return {
    region: keeper ? unionOf(base.region, keeper.box) : base.region,
    since: base.since,
    dwellMs: fence.dwellMs.default,
    confidence: Math.min(
      1,
      evidence.reduce((sum, { weight }) => sum + weight, 0),
    ),
    measures: { people: people.length, pictureShare: areaOf(base.region) },
    evidence,
    what: 'stall',
  };
}

/** People who stand at it now: keeping still, or at least not merely passing through the frame. Longest there first. */
function peopleAt(region: Box, { tracks, capturedAt }: Observation): Track[] {
  const around = grown(region, 0.4, 0.25);
  return tracks
    .filter(
      ({ thing, lastSeenAt, firstSeenAt }) =>
        thing === 'person' && lastSeenAt === capturedAt && firstSeenAt < capturedAt,
    )
    .filter(({ box }) => sharedArea(box, around) >= 0.5 * areaOf(box))
    .sort((a, b) => a.firstSeenAt - b.firstSeenAt);
}

/** Signs of trade at it, each once however many there are. */
function signsAt(region: Box, { tracks }: Observation): Evidence[] {
  const around = grown(region, 0.2, 0.4);
  const found = new Map<string, Evidence>();
  for (const { thing, label, confidence, box } of tracks) {
    const name = signOf[thing];
    if (!name || found.has(name) || confidence < leastConfidence) continue;
    if (sharedArea(box, around) >= 0.5 * areaOf(box))
      found.set(name, { name, weight: weights[name], detail: label });
  }
  return [...found.values()];
}
