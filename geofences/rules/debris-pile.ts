// Debris pile: something that appeared inside the fence and stays, and is no person, animal or vehicle; or what the
// detector itself calls debris.
import type { Box, DwellClass, StaticRegion, Track } from '../../contracts/index.ts';
import { standingOf } from '../anchor.ts';
import {
  dwellClassOf,
  type Claim,
  type Drop,
  type DropReason,
  type Rule,
  type RuleInput,
} from '../claim.ts';
import { explanation } from '../explain.ts';
import { regionConfidence } from '../region-confidence.ts';
import { shapeOfBox, type Shape } from '../shape.ts';

const living = ['person', 'animal', 'vehicle', 'two-wheeler'] as const;
const dropOf: Record<(typeof living)[number], DropReason> = {
  person: 'is-person',
  animal: 'is-animal',
  vehicle: 'is-vehicle',
  'two-wheeler': 'is-vehicle',
};

interface Heap {
  readonly box: Box;
  readonly since: number;
  readonly dwellClass: DwellClass;
  readonly confidence: number;
  readonly measures: Readonly<Record<string, number>>;
  readonly what: string;
}

export const debrisPile: Rule = (input) => {
  const { observation, shapes } = input;
  const claims: Claim[] = [];
  const drops: Drop[] = [];
  const weigh = (seen: Seen) => {
    const verdict = judge(seen, input);
    if (typeof verdict !== 'string') claims.push(verdict);
    else if (verdict !== 'elsewhere') drops.push({ reason: verdict, region: seen.box });
  };
  for (const track of observation.tracks)
    if (track.thing === 'debris' && track.stationarySince !== null)
      weigh({
        box: track.box,
        shape: shapeOfBox(track.box, observation.grid),
        excuse: () => null,
        heap: () => labelledHeap(track),
      });
  observation.regions.forEach((region, index) => {
    const shape = shapes[index];
    if (!shape) return;
    const excuse = () => excuseOf(region, observation.tracks);
    weigh({ box: region.box, shape, excuse, heap: () => regionHeap(region, observation.tracks) });
  });
  return { claims, drops };
};

/** What may be a heap; the rest is asked only of those that lie in the fence. */
interface Seen {
  readonly box: Box;
  readonly shape: Shape;
  /** Why it is none after all. */
  readonly excuse: () => DropReason | null;
  readonly heap: () => Heap;
}

function judge(seen: Seen, input: RuleInput): Claim | DropReason | 'elsewhere' {
  const { fence, area } = input;
  const standing = standingOf(seen, input);
  if (!standing.counts) return standing.reason;
  const fenceShare = standing.cells / area.size;
  if (fenceShare < fence.minArea) return 'too-small';
  return seen.excuse() ?? claimOf(seen.heap(), fenceShare, input);
}

function excuseOf(region: StaticRegion, tracks: readonly Track[]): DropReason | null {
  const name = explanation(region, tracks, living);
  return name && dropOf[name];
}

/** From models with a label of their own for debris. */
function labelledHeap({ box, label, confidence, stationarySince, lastSeenAt }: Track): Heap {
  return {
    box,
    since: stationarySince ?? lastSeenAt,
    dwellClass: 'default',
    confidence,
    measures: { pictureShare: box.width * box.height },
    what: label,
  };
}

function regionHeap(region: StaticRegion, tracks: readonly Track[]): Heap {
  return {
    box: region.box,
    since: region.since,
    dwellClass: dwellClassOf(explanation(region, tracks, ['goods']), 'default'),
    confidence: regionConfidence(region),
    measures: { pictureShare: region.area, contrast: region.contrast },
    what: 'heap',
  };
}

function claimOf(heap: Heap, fenceShare: number, { fence }: RuleInput): Claim {
  const { box, since, dwellClass, confidence, measures, what } = heap;
  return {
    region: box,
    since,
    dwellMs: fence.dwellMs[dwellClass],
    confidence,
    measures: { fenceShare, ...measures },
    evidence: [],
    what,
  };
}
