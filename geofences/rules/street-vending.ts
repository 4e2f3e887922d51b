// Street vending: evidence adds up. A thing that was set up (or a stall, a parasol, a parked vehicle by name), a person who
// keeps to it, goods and tables beside it, others who stop at it. No single piece is enough.
import type { Box, Observation, Thing, Track } from '../../contracts/index.ts';
import { areaOf, grown, sharedArea, unionOf } from '../boxes.ts';
import type { Claim, Evidence, Rule, RuleInput } from '../claim.ts';
import { findBases, type Base } from './vending-bases.ts';

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

/** Somebody has stopped at it when he has kept to his place for this long. */
const stopMs = 3000;
/**
 * The keeper is one person who has kept to it for this share of the time since it was set up, or of the dwell: however
 * many others stop for a while, they do not add up to one. Beyond `enoughMs` he need not prove more.
 */
const keeperShare = 1 / 2;
const enoughMs = 60_000;
const leastConfidence = 0.3;
/** Of a person; below it only a box that stands upright is believed to be one, down to `leastConfidence`. */
const sureOfPerson = 0.5;
/** Height by width on the grid, whose cells are square. */
const uprightRatio = 1.5;
const signOf: Partial<Record<Thing, keyof typeof weights>> = {
  stall: 'stall',
  umbrella: 'umbrella',
  table: 'table',
  goods: 'goods',
  vehicle: 'wheels',
  'two-wheeler': 'wheels',
};

export const streetVending: Rule = (input) => {
  const { bases, drops } = findBases(input);
  return { claims: bases.map((base) => claimOf(base, input)), drops };
};

function claimOf(base: Base, { fence, observation }: RuleInput): Claim {
  const people = peopleAt(base.region, observation);
  const keeper = keeperOf(people, base, { fence, observation });
  const customer = people.find((person) => person !== keeper);
  const evidence: Evidence[] = [
    ...(base.setUp ? [{ name: 'set-up', weight: weights.setUp }] : []),
    ...signsAt(base.region, observation),
    ...(keeper ? [{ name: 'keeper', weight: weights.keeper }] : []),
    ...(customer ? [{ name: 'customer', weight: weights.customer }] : []),
  ];
  return {
    region: keeper ? unionOf(base.region, keeper.box) : base.region,
    since: base.since,
    dwellMs: fence.dwellMs[base.dwellClass],
    confidence: Math.min(
      1,
      evidence.reduce((sum, { weight }) => sum + weight, 0),
    ),
    measures: { people: people.length, pictureShare: areaOf(base.region) },
    evidence,
    what: 'stall',
  };
}

/** People who have stopped at it and are there now, longest first. */
function peopleAt(region: Box, { tracks, capturedAt, grid }: Observation): Track[] {
  const around = grown(region, 0.4, 0.25);
  return tracks
    .filter((track) => track.lastSeenAt === capturedAt && isPerson(track, grid))
    .filter((person) => stayMs(person, capturedAt) >= stopMs)
    .filter(({ box }) => sharedArea(box, around) >= 0.5 * areaOf(box))
    .sort((a, b) => stayMs(b, capturedAt) - stayMs(a, capturedAt));
}

/** Parts of things are taken for people now and then: with little confidence, and seldom upright. */
function isPerson({ thing, confidence, box }: Track, grid: Observation['grid']): boolean {
  if (thing !== 'person' || confidence < leastConfidence) return false;
  const isUpright = box.height * grid.rows >= uprightRatio * box.width * grid.columns;
  return isUpright || confidence >= sureOfPerson;
}

function stayMs({ stationarySince }: Track, at: number): number {
  return stationarySince === null ? 0 : at - stationarySince;
}

/** Who has been there longest, if that is a good part of the time. */
function keeperOf(
  [longest]: readonly Track[],
  { since, dwellClass }: Base,
  { fence, observation: { capturedAt } }: Pick<RuleInput, 'fence' | 'observation'>,
): Track | undefined {
  const neededMs = keeperShare * Math.min(fence.dwellMs[dwellClass], capturedAt - since);
  return longest && stayMs(longest, capturedAt) >= Math.min(neededMs, enoughMs)
    ? longest
    : undefined;
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
