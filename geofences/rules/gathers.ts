// The rule for kinds with evidence that adds up: an object that was set up or has a label, a person who stays with it, objects next
// to it, other people who stop at it. Takes a kind; returns its rule.
import type { Box, Gathers, KindSpec, Observation, Thing, Track } from '../../contracts/index.ts';
import { areaOf, grown, sharedArea, unionOf } from '../area/boxes.ts';
import type { Claim, Evidence, Rule, RuleInput } from '../claim.ts';
import { findBases, type Base } from './bases.ts';
import { isNamed, wantedOf } from './sightings.ts';

/** A person who stands still for this long counts as stopped. */
const stopMs = 3000;
/**
 * The keeper is one person who has stayed for this share of the time since the object was set up, or of the dwell, or for `enoughMs`.
 * Several people who each stop for a while do not add up.
 */
const keeperShare = 1 / 2;
const enoughMs = 60_000;
const leastConfidence = 0.3;
/** From this confidence on a person counts. Below it, down to `leastConfidence`, only with an upright box. */
const sureOfPerson = 0.5;
/** Minimum height divided by width of an upright box, in cells. */
const uprightRatio = 1.5;
export function gatheringEvidence(kind: KindSpec): Rule {
  const { gathers, what } = kind;
  if (!gathers) throw new Error(`the kind ${kind.id} names no evidence that gathers`);
  const wanted = wantedOf(what);
  const signs = gathers.signs.map((sign): NamedSign => ({
    ...{ name: sign.name, weight: sign.weight },
    ...{ things: new Set(sign.things), labels: new Set(sign.labels) },
  }));
  const called = what.regions?.called ?? 'thing';
  return (input) => {
    const { bases, drops } = findBases(wanted, input);
    const weigh = { gathers, signs, leastConfidence: what.leastConfidence, called };
    return { claims: bases.map((base) => claimOf(base, input, weigh)), drops };
  };
}

interface NamedSign {
  readonly name: string;
  readonly weight: number;
  readonly things: ReadonlySet<Thing>;
  readonly labels: ReadonlySet<string>;
}

interface Weighing {
  readonly gathers: Gathers;
  readonly signs: readonly NamedSign[];
  readonly leastConfidence: number;
  readonly called: string;
}

function claimOf(base: Base, { fence, observation }: RuleInput, weighing: Weighing): Claim {
  const { gathers, called } = weighing;
  const people = peopleAt(base.region, observation);
  const keeper = keeperOf(people, base, { fence, observation });
  const customer = people.find((person) => person !== keeper);
  const evidence: Evidence[] = [
    ...piece('set-up', base.setUp, gathers.setUp),
    ...signsAt(base.region, observation, weighing),
    ...piece('keeper', keeper !== undefined, gathers.keeper),
    ...piece('customer', customer !== undefined, gathers.customer),
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
    leastEvidence: gathers.least,
    what: called,
    parts: [{ region: base.region, weight: 1, thing: base.thing }],
    leastWeight: 1,
  };
}

/** No entry for evidence without a weight. */
function piece(name: string, isThere: boolean, weight: number): Evidence[] {
  return isThere && weight > 0 ? [{ name, weight }] : [];
}

/** People who have stopped next to it, the longest stay first. */
function peopleAt(region: Box, { tracks, capturedAt, grid }: Observation): Track[] {
  const around = grown(region, 0.4, 0.25);
  return tracks
    .filter((track) => track.lastSeenAt === capturedAt && isPerson(track, grid))
    .filter((person) => stayMs(person, capturedAt) >= stopMs)
    .filter(({ box }) => sharedArea(box, around) >= 0.5 * areaOf(box))
    .sort((a, b) => stayMs(b, capturedAt) - stayMs(a, capturedAt));
}

/** Parts of objects are sometimes detected as people, but with low confidence and seldom upright. */
function isPerson({ thing, confidence, box }: Track, grid: Observation['grid']): boolean {
  if (thing !== 'person' || confidence < leastConfidence) return false;
  const isUpright = box.height * grid.rows >= uprightRatio * box.width * grid.columns;
  return isUpright || confidence >= sureOfPerson;
}

function stayMs({ stationarySince }: Track, at: number): number {
  return stationarySince === null ? 0 : at - stationarySince;
}

/** The person with the longest stay, if it is long enough. */
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

/** Evidence from objects next to it; each piece counts once for any number of objects. */
function signsAt(
  region: Box,
  { tracks }: Observation,
  { signs, leastConfidence: least }: Weighing,
): Evidence[] {
  const around = grown(region, 0.2, 0.4);
  const found = new Map<string, Evidence>();
  for (const track of tracks) {
    const { label, confidence, box } = track;
    const sign = signs.find((one) => isNamed(track, one));
    if (!sign || found.has(sign.name) || confidence < least) continue;
    const { name, weight } = sign;
    if (sharedArea(box, around) >= 0.5 * areaOf(box))
      found.set(name, { name, weight, detail: label });
  }
  return [...found.values()];
}
