// Finds the objects of a kind in its fence: labelled ones, and static regions without a label. Takes one observation; returns the
// objects that count, and those that do not, with the reason.
import type {
  Box,
  DwellClass,
  ExcusingThing,
  KindSpec,
  StaticRegion,
  Thing,
  Track,
} from '../../contracts/index.ts';
import { standingOf } from './anchor.ts';
import { dwellClassOf, type Drop, type DropReason, type RuleInput } from '../claim.ts';
import { explanation, isRestless } from './explain.ts';
import { regionConfidence } from './region-confidence.ts';
import { shapeOfBox, type Shape } from '../area/shape.ts';
import { restOf } from './rest-of.ts';

export interface Sighting {
  readonly box: Box;
  readonly shape: Shape;
  /** The number of fence cells that it covers. */
  readonly cells: number;
  readonly since: number;
  readonly dwellClass: DwellClass;
  readonly confidence: number;
  readonly measures: Readonly<Record<string, number>>;
  /** Its label. */
  readonly what: string;
  /** Its class if it has a label; null for a static region. */
  readonly thing: Thing | null;
}

export interface Sightings {
  readonly found: Sighting[];
  readonly drops: Drop[];
}

/** A kind with everything precomputed. */
export interface Wanted {
  readonly what: KindSpec['what'];
  readonly things: ReadonlySet<Thing>;
  readonly labels: ReadonlySet<string>;
}

export function wantedOf(what: KindSpec['what']): Wanted {
  return { what, things: new Set(what.things), labels: new Set(what.labels) };
}

/** Whether the kind looks for this track, by its class or the model's label. */
export function isNamed(
  { thing, label }: Pick<Track, 'thing' | 'label'>,
  { things, labels }: Pick<Wanted, 'things' | 'labels'>,
): boolean {
  return things.has(thing) || labels.has(label);
}

export const excuses: Record<ExcusingThing, DropReason> = {
  person: 'is-person',
  animal: 'is-animal',
  vehicle: 'is-vehicle',
  'two-wheeler': 'is-vehicle',
};

/** @param leastShare objects below this share of the fence do not count; 0 for no limit */
export function findSightings(wanted: Wanted, input: RuleInput, leastShare: number): Sightings {
  const { observation, shapes } = input;
  const { what } = wanted;
  const sightings: Sightings = { found: [], drops: [] };
  for (const track of observation.tracks)
    if (isWanted(track, wanted))
      add(seenTrack(track, what, input), { input, leastShare, sightings });
  if (what.regions === undefined) return sightings;
  const { regions } = what;
  observation.regions.forEach((region, index) => {
    const shape = shapes[index];
    if (shape)
      add(seenRegion(region, shape, { what, regions, input }), {
        ...{ input, leastShare, sightings },
      });
  });
  return sightings;
}

function isWanted(track: Track, wanted: Wanted): boolean {
  return (
    track.stationarySince !== null &&
    track.confidence >= wanted.what.leastConfidence &&
    isNamed(track, wanted)
  );
}

/** An object that may count; `excuse` is computed only if it is in the fence. */
interface Seen {
  readonly box: Box;
  readonly shape: Shape;
  /** Why it does not count. */
  readonly excuse: () => DropReason | null;
  readonly sighting: () => Omit<Sighting, 'box' | 'shape' | 'cells'>;
}

interface Adding {
  readonly input: RuleInput;
  readonly leastShare: number;
  readonly sightings: Sightings;
}

function add(seen: Seen, { input, leastShare, sightings }: Adding): void {
  const { box, shape } = seen;
  const standing = standingOf(seen, input);
  const reason = standing.counts
    ? standing.cells / input.area.size < leastShare
      ? 'too-small'
      : seen.excuse()
    : standing.reason;
  if (reason === null && standing.counts)
    sightings.found.push({ box, shape, cells: standing.cells, ...seen.sighting() });
  else if (reason !== null && reason !== 'elsewhere') sightings.drops.push({ reason, region: box });
}

function seenTrack(track: Track, what: KindSpec['what'], { observation }: RuleInput): Seen {
  const { box, thing, label, confidence, stationarySince, lastSeenAt } = track;
  return {
    box,
    shape: shapeOfBox(what.ground === 1 ? box : groundOf(box, what.ground), observation.grid),
    excuse: () => null,
    sighting: () => ({
      since: stationarySince ?? lastSeenAt,
      dwellClass: dwellClassOf(thing, what.unnamed),
      confidence,
      measures: { pictureShare: box.width * box.height },
      what: label,
      thing,
    }),
  };
}

/** The part of a box that stands on the ground. */
function groundOf({ x, y, width, height }: Box, share: number): Box {
  return { x, y: y + height * (1 - share), width, height: height * share };
}

interface RegionContext {
  readonly what: KindSpec['what'];
  readonly regions: NonNullable<KindSpec['what']['regions']>;
  readonly input: RuleInput;
}

/** A region counts without the labelled objects on it. */
function seenRegion(region: StaticRegion, whole: Shape, context: RegionContext): Seen {
  const { regions, input, what } = context;
  const { tracks, grid } = input.observation;
  const { box, shape, is } = restOf(
    { box: region.box, shape: whole },
    { tracks, things: regions.butFor, grid, fence: input.fence },
  );
  const share = shape.size / Math.max(1, whole.size);
  return {
    box,
    shape,
    excuse: () => {
      if (is === 'outside') return 'outside-fence';
      const name = is ?? explanation(region, tracks, regions.butFor);
      if (name) return excuses[name];
      const isParked = explanation(region, tracks, regions.dwellOf) !== null;
      return !isParked && isRestless(region) ? 'restless' : null;
    },
    sighting: () => ({
      since: region.since,
      dwellClass: dwellClassOf(explanation(region, tracks, regions.dwellOf), what.unnamed),
      confidence: regionConfidence(region),
      measures: { pictureShare: region.area * share, contrast: region.contrast },
      what: regions.called,
      thing: null,
    }),
  };
}
