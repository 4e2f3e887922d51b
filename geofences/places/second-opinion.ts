// The effect of second opinions on a claim: whether they refuse the alert, and which parts of the claim have no opinion yet.
// Takes a claim, its fence and the opinions of the observation. An opinion that is absent, failed or late never refuses.
import type {
  Box,
  Fence,
  Observation,
  Opinion,
  OpinionWord,
  Thing,
  waitReasons,
} from '../../contracts/index.ts';
import { areaOf, sharedArea } from '../area/boxes.ts';
import type { Claim, Part } from '../claim.ts';

type WaitReason = (typeof waitReasons)[number];
type Asked = Pick<Fence, 'secondOpinion' | 'definition'>;
type Opinions = Observation['opinions'];
type Refusal = Exclude<OpinionWord, 'failed' | 'late'>;

const reasons: Record<Refusal, WaitReason> = {
  person: 'second-opinion-person',
  vehicle: 'second-opinion-vehicle',
  known: 'second-opinion-known',
  left: 'second-opinion-left',
};

export interface OpinionResult {
  /** Why the alert must wait; null when nothing refuses it. */
  readonly refusal: WaitReason | null;
  /** Parts without an opinion. */
  readonly withoutOpinion: readonly Box[];
  /** The combined result of the opinions; null when there are none. */
  readonly outcome: 'agrees' | 'failed' | 'late' | null;
}

const notAsked: OpinionResult = { refusal: null, withoutOpinion: [], outcome: null };

export function weighOpinions(claim: Claim, fence: Asked, opinions: Opinions = []): OpinionResult {
  if (!isAsked(fence)) return notAsked;
  const heard = claim.parts.map((part) => {
    const opinion = opinionOf(part.region, opinions);
    return { part, opinion, word: opinion ? refusingWord(opinion, part, fence) : null };
  });
  const refused = heard.filter(({ word }) => word !== null);
  const standing = heard.filter(({ word }) => word === null);
  const isEnough = weightOf(standing.map(({ part }) => part)) >= claim.leastWeight - 1e-9;
  const heaviest = refused.toSorted((a, b) => b.part.weight - a.part.weight)[0];
  return {
    refusal: isEnough || !heaviest?.word ? null : reasons[heaviest.word],
    withoutOpinion: heard.filter(({ opinion }) => !opinion).map(({ part }) => part.region),
    outcome: outcomeOf(standing.flatMap(({ opinion }) => opinion ?? [])),
  };
}

/** Only for kinds that accept unlabelled regions. Kinds that use a custom model's labels trust that model. */
export function isAsked({ secondOpinion, definition }: Asked): boolean {
  return secondOpinion && definition.what.regions !== undefined;
}

function refusingWord({ says }: Opinion, part: Part, fence: Asked): Refusal | null {
  const order: readonly Refusal[] = ['person', 'vehicle', 'known', 'left'];
  return order.find((word) => says.includes(word) && speaksAgainst(word, part, fence)) ?? null;
}

function speaksAgainst(word: Refusal, { thing }: Part, { definition }: Asked): boolean {
  const { things, regions } = definition.what;
  const excused: readonly Thing[] = regions?.butFor ?? [];
  switch (word) {
    case 'person':
      return excused.includes('person') && !things.includes('person');
    case 'vehicle':
      return excused.includes('vehicle') && !things.includes('vehicle');
    case 'known':
      return definition.gathers === undefined && !isVehicle(thing);
    case 'left':
      return thing === null;
  }
}

/** A vehicle that was there before the camera started still blocks an exit. */
function isVehicle(thing: Thing | null): boolean {
  return thing === 'vehicle' || thing === 'two-wheeler';
}

/** The minimum iou of a part and an opinion's region: an opinion does not apply to an object with another outline. */
const leastAlike = 0.4;

function opinionOf(region: Box, opinions: NonNullable<Opinions>): Opinion | undefined {
  const about = opinions.filter((one) => alike(one.region, region) >= leastAlike);
  return about.toSorted((a, b) => b.at - a.at)[0];
}

function alike(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared / Math.max(1e-9, areaOf(a) + areaOf(b) - shared);
}

function weightOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { weight }) => sum + weight, 0);
}

function outcomeOf(opinions: readonly Opinion[]): OpinionResult['outcome'] {
  const says = new Set(opinions.flatMap((one) => one.says));
  if (says.has('failed')) return 'failed';
  if (says.has('late')) return 'late';
  return opinions.length > 0 ? 'agrees' : null;
}
