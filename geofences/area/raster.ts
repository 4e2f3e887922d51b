// Rasterises fences and regions on the grid, with a cache: a fence for the life of the engine, a region as long as it keeps its
// list of spans (a log that is read back shares the list of an unchanged region).
import type { StaticRegion } from '../../contracts/index.ts';
import { boundsMeet, createFenceArea, type FenceArea, type FenceShape } from './fence-area.ts';
import {
  boundsOfSpans,
  nowhere,
  shapeOfSpans,
  type Bounds,
  type Grid,
  type Shape,
} from './shape.ts';

export interface Raster {
  /** The fence on a grid; the last one is cached. */
  areaOf(fence: FenceShape): (grid: Grid) => FenceArea;
  /** The cells of regions, in their order; none for a region that touches no known fence. */
  shapesOf(regions: readonly StaticRegion[], grid: Grid): readonly Shape[];
}

export function createRaster(): Raster {
  const areas: ((grid: Grid) => FenceArea)[] = [];
  return {
    areaOf: (fence) => {
      const areaOn = createAreaCache(fence);
      areas.push(areaOn);
      return areaOn;
    },
    shapesOf: createShapeCache((grid) => unionOf(areas.map((areaOn) => areaOn(grid).bounds))),
  };
}

function createAreaCache(fence: FenceShape): (grid: Grid) => FenceArea {
  let kept: { grid: Grid; area: FenceArea } | null = null;
  return (grid) => {
    if (!kept || !isSameGrid(kept.grid, grid)) kept = { grid, area: createFenceArea(fence, grid) };
    return kept.area;
  };
}

/** The last list and its cells: unchanged regions are not counted again. */
interface CachedRegion {
  readonly grid: Grid;
  readonly reach: Bounds;
  readonly spans: readonly StaticRegion['spans'][];
  readonly shapes: readonly Shape[];
}

function createShapeCache(reachOn: (grid: Grid) => Bounds): Raster['shapesOf'] {
  let kept: CachedRegion | null = null;
  return (regions, grid) => {
    const before = kept && isSameGrid(kept.grid, grid) ? kept : null;
    const reach = before?.reach ?? reachOn(grid);
    const shapes = regions.map(({ spans }, index) => {
      const same = before ? indexOf(before.spans, spans, index) : -1;
      return before?.shapes[same] ?? shapeWithin(reach, spans, grid);
    });
    kept = { grid, reach, spans: regions.map(({ spans }) => spans), shapes };
    return shapes;
  };
}

/** Tries the previous index first, because the order seldom changes. */
function indexOf<One>(list: readonly One[], one: One, guess: number): number {
  return list[guess] === one ? guess : list.indexOf(one);
}

function shapeWithin(reach: Bounds, spans: StaticRegion['spans'], grid: Grid): Shape {
  return boundsMeet(boundsOfSpans(spans), reach) ? shapeOfSpans(spans, grid) : nowhere;
}

function unionOf(all: readonly Bounds[]): Bounds {
  const union = { firstRow: Infinity, endRow: 0, firstColumn: Infinity, endColumn: 0 };
  for (const { firstRow, endRow, firstColumn, endColumn } of all) {
    union.firstRow = Math.min(union.firstRow, firstRow);
    union.endRow = Math.max(union.endRow, endRow);
    union.firstColumn = Math.min(union.firstColumn, firstColumn);
    union.endColumn = Math.max(union.endColumn, endColumn);
  }
  return union;
}

function isSameGrid(a: Grid, b: Grid): boolean {
  return a === b || (a.columns === b.columns && a.rows === b.rows);
}
