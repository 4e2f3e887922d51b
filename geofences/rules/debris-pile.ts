// Debris pile: something that appeared inside the fence and stays, and is no person, animal or vehicle; or what the
// detector itself calls debris.
import type { Fence, Thing } from '../../contracts/index.ts';
import type { Claim, Drop, DropReason, Rule, RuleInput } from '../claim.ts';
import { explanation } from '../explain.ts';
import { cellsOfBox, cellsOfSpans, shared, shareInside } from '../raster.ts';

/** Share of the heap that must lie in the fence. */
const leastInside = 0.35;
const dropOf: Partial<Record<Thing, DropReason>> = {
  person: 'is-person',
  animal: 'is-animal',
  vehicle: 'is-vehicle',
  'two-wheeler': 'is-vehicle',
};

export const debrisPile: Rule = (input) => {
  const claims: Claim[] = labelled(input);
  const drops: Drop[] = [];
  for (const region of input.observation.regions) {
    const cells = cellsOfSpans(region.spans, input.observation.grid);
    const inside = shareInside(cells, input.fenceCells);
    if (inside === 0) continue;
    const fenceShare = shared(cells, input.fenceCells) / input.fenceCells.size;
    const living = explanation(region, input.observation.tracks, [
      'person',
      'animal',
      'vehicle',
      'two-wheeler',
    ]);
    const reason = dropReason(input.fence, { inside, fenceShare, living });
    if (reason) drops.push({ reason, region: region.box });
    else
      claims.push({
        region: region.box,
        since: region.since,
        dwellMs: input.fence.dwellMs.default,
        confidence: Math.min(1, 0.5 + region.contrast / 2),
        measures: { fenceShare, pictureShare: region.area, contrast: region.contrast },
        evidence: [],
        what: 'heap',
      });
  }
  return { claims, drops };
};

interface Weighing {
  inside: number;
  fenceShare: number;
  living: Thing | null;
}

function dropReason(fence: Fence, { inside, fenceShare, living }: Weighing): DropReason | null {
  if (inside < leastInside) return 'outside-fence';
  if (fenceShare < fence.minArea) return 'too-small';
  return living === null ? null : (dropOf[living] ?? 'is-vehicle');
}

/** Models with a label of their own for debris. */
function labelled({ fence, fenceCells, observation }: RuleInput): Claim[] {
  return observation.tracks
    .filter(({ thing, stationarySince }) => thing === 'debris' && stationarySince !== null)
    .filter(({ box }) => shareInside(cellsOfBox(box, observation.grid), fenceCells) >= leastInside)
    .map((track) => ({
      region: track.box,
      since: track.stationarySince ?? track.firstSeenAt,
      dwellMs: fence.dwellMs.default,
      confidence: track.confidence,
      measures: { pictureShare: track.box.width * track.box.height },
      evidence: [],
      what: track.label,
    }));
}
