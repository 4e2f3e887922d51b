// What remains of a static region after labelled objects on it are subtracted, such as a sofa behind a stall, or a pile beside a
// person. Scene change sees all of them as one region. Takes the region's cells and the tracks; returns the rest, or the label
// that covers it.
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

/** Tall objects: with the foot outside the fence they stand outside, even if their box extends into it. */
const tall: ReadonlySet<Thing> = new Set<Thing>(['stall', 'umbrella', 'table']);
/** Labels below this confidence are ignored. */
const leastConfidence = 0.4;
/** An object is on the region if this share of its box is on it, or if it covers this share of the region. */
const leastOnRegion = 0.5;
/** A smaller share that remains is only the outline of the subtracted objects. */
const leastRest = 0.3;
/** Shadow and reflection extend below the box by up to this share of its height. */
const feetShare = 0.12;

export interface Rest {
  readonly box: Box;
  readonly shape: Shape;
  /** What the region is when too little remains: a class, or an object outside the fence; else null. */
  readonly is: ExcusingThing | 'outside' | null;
}

export interface OnRegion {
  readonly tracks: readonly Track[];
  /** The classes that can explain a region. */
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

/** A tall object with its foot in the fence counts, because a pile may get the label umbrella. */
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
