// The cache between observations, and its invalidation.
import { describe, expect, it } from 'vitest';
import { createRaster, type Raster } from './raster.ts';
import { nowhere } from './shape.ts';
import { aFence } from '../testing/fences.ts';
import { aRegion, box, grid } from '../testing/observations.ts';

const coarse = { columns: 4, rows: 2 };
const left: [number, number][] = [
  [0, 0],
  [0.5, 0],
  [0.5, 1],
  [0, 1],
];

function withFence(): Raster {
  const raster = createRaster();
  raster.areaOf(aFence());
  return raster;
}

describe('a raster', () => {
  it('returns no shapes for no regions', () => {
    expect(createRaster().shapesOf([], grid)).toEqual([]);
  });

  it('returns nothing for regions that touch no fence, and a shape for the others', () => {
    const raster = createRaster();
    raster.areaOf(aFence({ polygon: left }));
    raster.areaOf(aFence({ polygon: left.map(([x, y]) => [x / 2, y]) }));
    const beyond = box(0.5, 0, 0.25, 1);
    const across = box(0.25, 0, 0.5, 1);
    const shapes = raster.shapesOf([aRegion({ box: beyond }), aRegion({ box: across })], grid);
    expect(shapes.map(({ size }) => size)).toEqual([0, 400]);
    expect(shapes[0]).toBe(nowhere);
    expect(createRaster().shapesOf([aRegion()], grid)).toEqual([nowhere]);
  });

  it('caches the shape of a region as long as its list of spans is the same', () => {
    const raster = withFence();
    const region = aRegion();
    const [first] = raster.shapesOf([region], grid);
    const [again, copy] = raster.shapesOf([{ ...region, since: 7 }, structuredClone(region)], grid);
    expect(again).toBe(first);
    expect(copy).toEqual(first);
    expect(copy).not.toBe(first);
    const [moved, other] = raster.shapesOf([structuredClone(region), region], grid);
    expect([other, moved]).toEqual([first, first]);
    expect(other).toBe(again);
  });

  it('computes the shape again for another grid', () => {
    const raster = withFence();
    const region = aRegion({ spans: [[1, 0, 9]] });
    expect(raster.shapesOf([region], grid)[0]?.size).toBe(10);
    expect(raster.shapesOf([region], coarse)[0]?.size).toBe(4);
    expect(raster.shapesOf([region], { ...grid })[0]?.size).toBe(10);
  });

  it('caches the area of a fence until the grid changes', () => {
    const areaOn = createRaster().areaOf(aFence());
    const area = areaOn(grid);
    expect(areaOn({ ...grid })).toBe(area);
    expect(area.size).toBe(800);
    expect(areaOn(coarse).size).toBe(8);
  });
});
