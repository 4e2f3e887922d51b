// Finds the objects at which evidence can add up: an object that was set up, or one with a label of the kind. Takes one observation of
// a fence; returns these bases, and the objects that are not, with the reason.
import type { Box, DwellClass, Thing } from '../../contracts/index.ts';
import { standingOf } from './anchor.ts';
import { areaOf, sharedArea } from '../area/boxes.ts';
import { dwellClassOf, type Drop, type RuleInput } from '../claim.ts';
import { explanation } from './explain.ts';
import { shapeOfBox } from '../area/shape.ts';
import { excuses, isNamed, type Wanted } from './sightings.ts';

export interface Base {
  readonly region: Box;
  readonly since: number;
  /** Whether the camera saw it being put there. */
  readonly setUp: boolean;
  readonly dwellClass: DwellClass;
  /** Its class if it has a label; null for a static region. */
  readonly thing: Thing | null;
}

export interface Bases {
  readonly bases: Base[];
  readonly drops: Drop[];
}

export function findBases(wanted: Wanted, input: RuleInput): Bases {
  const { bases, drops } = regionBases(wanted, input);
  const named = trackBases(wanted, input).filter(
    ({ region }) => !bases.some((base) => sharedArea(base.region, region) > 0.3 * areaOf(region)),
  );
  return { bases: [...bases, ...named], drops };
}

function regionBases({ what }: Wanted, input: RuleInput): Bases {
  const { observation, area, shapes } = input;
  const { tracks } = observation;
  const bases: Base[] = [];
  const drops: Drop[] = [];
  const asked = what.regions;
  if (!asked) return { bases, drops };
  shapes.forEach((shape, index) => {
    const region = observation.regions[index];
    if (!region) return;
    const { box, since } = region;
    const standing = standingOf({ box, shape }, input);
    if (!standing.counts) {
      if (standing.reason !== 'elsewhere') drops.push({ reason: standing.reason, region: box });
      return;
    }
    if (shape.size < asked.leastSize * area.size) {
      drops.push({ reason: 'too-small', region: box });
      return;
    }
    const excuse = explanation(region, tracks, asked.butFor);
    // A van at which somebody sells has the dwell of a vehicle.
    const dwellClass = dwellClassOf(explanation(region, tracks, asked.dwellOf), what.unnamed);
    if (excuse) drops.push({ reason: excuses[excuse], region: box });
    else bases.push({ region: box, since, setUp: true, dwellClass, thing: null });
  });
  return { bases, drops };
}

/** A labelled object needs no static region: it may have been there when the worker started. */
function trackBases(wanted: Wanted, input: RuleInput): Base[] {
  const { leastConfidence, unnamed } = wanted.what;
  const bases: Base[] = [];
  for (const track of input.observation.tracks) {
    const { thing, confidence, box, stationarySince } = track;
    if (!isNamed(track, wanted) || confidence < leastConfidence) continue;
    if (stationarySince === null) continue;
    const shape = shapeOfBox(box, input.observation.grid);
    const dwellClass = dwellClassOf(thing, unnamed);
    if (standingOf({ box, shape }, input).counts)
      bases.push({ region: box, since: stationarySince, setUp: false, dwellClass, thing });
  }
  return bases;
}
