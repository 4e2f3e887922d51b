// Debris pile: something that appeared inside the fence and stays, and is no person, animal or vehicle; or what the
// detector itself calls debris.
import type { Box } from '../../contracts/index.ts';
import type { Claim, Drop, DropReason, Rule, RuleInput } from '../claim.ts';
import { explanation } from '../explain.ts';
import { cellsOfBox, cellsOfSpans, shared, shareInside, type CellSet } from '../raster.ts';
import { regionConfidence } from '../region-confidence.ts';

/** Share of the heap that must lie in the fence. */
const leastInside = 0.35;
const living = ['person', 'animal', 'vehicle', 'two-wheeler'] as const;
const dropOf: Record<(typeof living)[number], DropReason> = {
  person: 'is-person',
  animal: 'is-animal',
  vehicle: 'is-vehicle',
  'two-wheeler': 'is-vehicle',
};

interface Heap {
  readonly box: Box;
  readonly cells: CellSet;
  readonly since: number;
  readonly confidence: number;
  readonly measures: Readonly<Record<string, number>>;
  readonly what: string;
  /** Why it is none after all. */
  readonly excuse: DropReason | null;
}

export const debrisPile: Rule = (input) => {
  const claims: Claim[] = [];
  const drops: Drop[] = [];
  for (const heap of [...labelledHeaps(input), ...regionHeaps(input)]) {
    const inside = shareInside(heap.cells, input.fenceCells);
    if (inside === 0) continue;
    const fenceShare = shared(heap.cells, input.fenceCells) / input.fenceCells.size;
    if (inside < leastInside) drops.push({ reason: 'outside-fence', region: heap.box });
    else if (fenceShare < input.fence.minArea)
      drops.push({ reason: 'too-small', region: heap.box });
    else if (heap.excuse) drops.push({ reason: heap.excuse, region: heap.box });
    else claims.push(claimOf(heap, fenceShare, input));
  }
  return { claims, drops };
};

/** From models with a label of their own for debris. */
function labelledHeaps({ observation }: RuleInput): Heap[] {
  return observation.tracks.flatMap(({ thing, label, box, confidence, stationarySince }) =>
    thing !== 'debris' || stationarySince === null
      ? []
      : [
          {
            box,
            cells: cellsOfBox(box, observation.grid),
            since: stationarySince,
            confidence,
            measures: { pictureShare: box.width * box.height },
            what: label,
            excuse: null,
          },
        ],
  );
}

function regionHeaps({ observation }: RuleInput): Heap[] {
  return observation.regions.map((region) => {
    const name = explanation(region, observation.tracks, living);
    return {
      box: region.box,
      cells: cellsOfSpans(region.spans, observation.grid),
      since: region.since,
      confidence: regionConfidence(region),
      measures: { pictureShare: region.area, contrast: region.contrast },
      what: 'heap',
      excuse: name && dropOf[name],
    };
  });
}

function claimOf(heap: Heap, fenceShare: number, { fence }: RuleInput): Claim {
  const { box, since, confidence, measures, what } = heap;
  return {
    region: box,
    since,
    dwellMs: fence.dwellMs.default,
    confidence,
    measures: { fenceShare, ...measures },
    evidence: [],
    what,
  };
}
