// Where people and number plates may be in a picture or clip. Pure: takes the observations around it; returns boxes to blur, in
// shares of the picture, or null when there are too few observations.
import { onTheWay } from './on-the-way.ts';
import { outsideOf } from './outside-of.ts';
import { restlessLabel, type Box, type Observation, type Thing } from '../../../contracts/index.ts';

export interface BlurArea extends Box {
  /** The detector did not get this area, so people there are unknown. */
  unseen?: true;
}

/** Null: the whole picture. */
export type BlurAreas = readonly BlurArea[] | null;

/** Objects seen this long before or after may be in the picture too, a step further on. */
export const aroundMs = 6000;
/** In a longer time without an observation somebody may have passed. */
const longestGapMs = 15_000;
/** Of the width and height of a box, on each side. */
const margin = 0.25;
const smallestMargin = 0.01;
/** Of a vehicle: plates are in its lower part. */
const lowerPart = 0.65;

interface Span {
  from: number;
  to: number;
}

/**
 * @param span what the picture or clip shows, epoch ms by the edge's clock
 * @param watched the areas that the detector got around that time, per span; absent if unknown
 */
export function blurAreas(
  observations: readonly Observation[],
  { from, to }: Span,
  watched: readonly (readonly Box[])[] = [],
): BlurAreas {
  const near = observations
    .filter(({ capturedAt }) => capturedAt >= from - aroundMs && capturedAt <= to + aroundMs)
    .sort((one, other) => one.capturedAt - other.capturedAt);
  // While the view is black, moved or covered, the detector reports no people.
  if (near.length === 0 || near.some(({ view }) => view.state !== 'ok')) return null;
  const times = [from, ...near.map(({ capturedAt }) => capturedAt), to].sort((a, b) => a - b);
  const isGapped = times.some((at, index) => at - (times[index - 1] ?? at) > longestGapMs);
  if (isGapped) return null;
  const unseen = watched.flatMap(outsideOf).map((box) => ({ ...box, unseen: true as const }));
  return [...near.flatMap(boxesOf), ...onTheWay(near, areaOf), ...unseen];
}

function boxesOf({ tracks, regions }: Observation): Box[] {
  const ofTracks = tracks.flatMap(areaOf);
  const ofRegions = regions
    .filter(({ seenAs }) => seenAs.some(({ thing }) => thing === 'person'))
    .map(({ box }) => widened(box));
  return [...ofTracks, ...ofRegions];
}

interface Seen {
  thing: Thing;
  label: string;
  box: Box;
}

function areaOf({ thing, label, box }: Seen): Box[] {
  // A rider is part of the two-wheeler; a restless region is often people whom the model misses.
  if (thing === 'person' || thing === 'two-wheeler' || label === restlessLabel)
    return [widened(box)];
  if (thing !== 'vehicle') return [];
  const { x, y, width, height } = box;
  const top = y + height * (1 - lowerPart);
  return [widened({ x, y: top, width, height: height * lowerPart })];
}

function widened({ x, y, width, height }: Box): Box {
  const [beside, above] = [width, height].map((side) => Math.max(side * margin, smallestMargin));
  const left = Math.max(0, x - (beside ?? 0));
  const top = Math.max(0, y - (above ?? 0));
  return {
    x: left,
    y: top,
    width: Math.min(1, x + width + (beside ?? 0)) - left,
    height: Math.min(1, y + height + (above ?? 0)) - top,
  };
}
