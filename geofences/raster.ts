// Fences and regions on the grid, made once and kept: a fence for as long as the engine lives, a region for as long as
// its list of spans does (a log that is read back keeps the list of a region that has not changed).
import type { StaticRegion } from '../contracts/index.ts';
import { createFenceArea, type FenceArea, type FenceShape } from './fence-area.ts';
import { shapeOfSpans, type Grid, type Shape } from './shape.ts';

export interface Raster {
  /** The fence on one grid or another; the last one is kept. */
  areaOf(fence: FenceShape): (grid: Grid) => FenceArea;
  /** What regions cover, in their order. */
  shapesOf(regions: readonly StaticRegion[], grid: Grid): readonly Shape[];
}

export function createRaster(): Raster {
  return { areaOf: createAreaKeeper, shapesOf: createShapeKeeper() };
}

function createAreaKeeper(fence: FenceShape): (grid: Grid) => FenceArea {
  let kept: { grid: Grid; area: FenceArea } | null = null;
  return (grid) => {
    if (!kept || !isSameGrid(kept.grid, grid)) kept = { grid, area: createFenceArea(fence, grid) };
    return kept.area;
  };
}

function createShapeKeeper(): Raster['shapesOf'] {
  const known = new WeakMap<StaticRegion['spans'], { grid: Grid; shape: Shape }>();
  return (regions, grid) =>
    regions.map(({ spans }) => {
      const kept = known.get(spans);
      if (kept && isSameGrid(kept.grid, grid)) return kept.shape;
      const shape = shapeOfSpans(spans, grid);
      known.set(spans, { grid, shape });
      return shape;
    });
}

function isSameGrid(a: Grid, b: Grid): boolean {
  return a.columns === b.columns && a.rows === b.rows;
}
