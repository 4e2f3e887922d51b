// What is left of a static region when the named things that stand on it are taken off: a sofa behind a stall, a heap beside
// somebody. Scene change sees all of them as one region. Takes the region's cells and the tracks; gives the rest, or who it is.
import type { Box, ExcusingThing, Fence, Thing, Track } from '../../contracts/index.ts';
import { areaOf, footOf, sharedArea } from '../area/boxes.ts';
import { isInFence } from '../area/fence-area.ts';
import {
  eachStretch,
  shapeOfBox,
  shapeOfSpans,
  type Grid,
  type Shape,
  type Span,
} from '../area/shape.ts';

/** What stands by itself with its foot outside a fence, though it may reach into it in the picture. */
const tall: ReadonlySet<Thing> = new Set<Thing>(['stall', 'umbrella', 'table']);
/** A name below is a guess. */
const leastConfidence = 0.4;
/** A thing stands on the region when so much of its box does, or when it covers so much of the region: a parasol seen alone. */
const leastOnRegion = 0.5;
/** Less than this share of the region is only the rim of what was taken off. */
const leastRest = 0.3;
/** Shadow and reflection lie at its feet, below the box, down to this share of its height. */
const feetShare = 0.12;

export interface Rest {
  readonly box: Box;
  readonly shape: Shape;
  /** What the region is when hardly anything is left, or that it stands outside the fence; null else. */
  readonly is: ExcusingThing | 'outside' | null;
}

export interface OnRegion {
  readonly tracks: readonly Track[];
  /** What a region may turn out to be. */
  readonly things: readonly ExcusingThing[];
  readonly grid: Grid;
  readonly fence: Fence;
}

export function restOf(region: Pick<Rest, 'box' | 'shape'>, on: OnRegion): Rest {
  const { tracks, grid } = on;
  const named = tracks.flatMap((track) => {
    const is = standsOn(track, region.box) ? nameOf(track, on) : null;
    return is === null ? [] : [{ is, shape: placeOf(track, grid) }];
  });
  if (named.length === 0) return { ...region, is: null };
  const places = named.map((one) => one.shape);
  const shape = without(region.shape, places, grid);
  if (shape.size >= leastRest * region.shape.size)
    return { shape, box: boxOf(shape, grid), is: null };
  const most = named.reduce((a, b) => (b.shape.size > a.shape.size ? b : a));
  return { ...region, is: most.is };
}

function standsOn({ stationarySince, confidence, box }: Track, region: Box): boolean {
  const stands = stationarySince !== null && confidence >= leastConfidence;
  return stands && sharedArea(box, region) >= leastOnRegion * Math.min(areaOf(box), areaOf(region));
}

/** A heap may be called an umbrella: what has its foot in the fence counts all the same. */
function nameOf({ thing, box }: Track, { things, fence }: OnRegion): Rest['is'] {
  const found = things.find((name) => name === thing);
  if (found) return found;
  return tall.has(thing) && !isInFence(fence, footOf(box)) ? 'outside' : null;
}

function placeOf({ box }: Track, grid: Grid): Shape {
  return shapeOfBox({ ...box, height: box.height * (1 + feetShare) }, grid);
}

/** The cells of a shape that are in none of the rectangles. */
function without(shape: Shape, rectangles: readonly Shape[], grid: Grid): Shape {
  const spans: Span[] = [];
  eachStretch(shape, (row, first, end) => {
    const across = rectangles.filter(({ firstRow, endRow }) => row >= firstRow && row < endRow);
    across.sort((a, b) => a.firstColumn - b.firstColumn);
    let from = first;
    for (const { firstColumn, endColumn } of across) {
      if (Math.min(firstColumn, end) > from)
        spans.push([row, from, Math.min(firstColumn, end) - 1]);
      from = Math.max(from, endColumn);
    }
    if (from < end) spans.push([row, from, end - 1]);
  });
  return shapeOfSpans(spans, grid);
}

function boxOf({ firstRow, endRow, firstColumn, endColumn }: Shape, { columns, rows }: Grid): Box {
  return {
    x: firstColumn / columns,
    y: firstRow / rows,
    width: (endColumn - firstColumn) / columns,
    height: (endRow - firstRow) / rows,
  };
}
