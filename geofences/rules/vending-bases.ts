// What a vendor's place may be built on: something that was set up, or a stall or parasol by its name. Takes what one
// observation shows of a fence; gives the bases, and what is none with the reason.
import type { Box, DwellClass, StaticRegion, Track } from '../../contracts/index.ts';
import { standingOf } from '../anchor.ts';
import { areaOf, sharedArea } from '../boxes.ts';
import { dwellClassOf, type Drop, type RuleInput } from '../claim.ts';
import { explanation } from '../explain.ts';
import { shapeOfBox } from '../shape.ts';

export interface Base {
  readonly region: Box;
  readonly since: number;
  /** Whether it was put there while the camera watched. */
  readonly setUp: boolean;
  readonly dwellClass: DwellClass;
}

export interface Bases {
  readonly bases: Base[];
  readonly drops: Drop[];
}

/** A stall is at least this share of its fence. */
const leastFenceShare = 0.03;
/** Names below this confidence are guesses. */
const leastConfidence = 0.3;

export function findBases(input: RuleInput): Bases {
  const { bases, drops } = regionBases(input);
  const named = trackBases(input).filter(
    ({ region }) => !bases.some((base) => sharedArea(base.region, region) > 0.3 * areaOf(region)),
  );
  return { bases: [...bases, ...named], drops };
}

function regionBases(input: RuleInput): Bases {
  const { observation, area, shapes } = input;
  const { regions, tracks } = observation;
  const bases: Base[] = [];
  const drops: Drop[] = [];
  shapes.forEach((shape, index) => {
    const region = regions[index];
    if (!region) return;
    const { box, since } = region;
    const standing = standingOf({ box, shape }, input);
    if (!standing.counts) {
      if (standing.reason !== 'elsewhere') drops.push({ reason: standing.reason, region: box });
      return;
    }
    if (shape.size < leastFenceShare * area.size) {
      drops.push({ reason: 'too-small', region: box });
      return;
    }
    const living = explanation(region, tracks, ['person', 'animal']);
    if (living)
      drops.push({ reason: living === 'person' ? 'is-person' : 'is-animal', region: box });
    else bases.push({ region: box, since, setUp: true, dwellClass: classOf(region, tracks) });
  });
  return { bases, drops };
}

/** A van that sells from where it is parked is a vehicle; what has no such name is a stall. */
function classOf(region: StaticRegion, tracks: readonly Track[]): DwellClass {
  return dwellClassOf(explanation(region, tracks, ['vehicle', 'two-wheeler', 'goods']), 'default');
}

/** A stall or parasol by name is a base without a static region: it may have been there when the worker started. */
function trackBases(input: RuleInput): Base[] {
  const bases: Base[] = [];
  for (const { thing, confidence, box, stationarySince } of input.observation.tracks) {
    if ((thing !== 'stall' && thing !== 'umbrella') || confidence < leastConfidence) continue;
    if (stationarySince === null) continue;
    const shape = shapeOfBox(box, input.observation.grid);
    if (standingOf({ box, shape }, input).counts)
      bases.push({ region: box, since: stationarySince, setUp: false, dwellClass: 'default' });
  }
  return bases;
}
