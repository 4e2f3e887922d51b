// What is kept between observations, and when it must not be.
import { describe, expect, it } from 'vitest';
import { createRaster } from './raster.ts';
import { aFence } from './testing/fences.ts';
import { aRegion, grid } from './testing/observations.ts';

const coarse = { columns: 4, rows: 2 };

describe('a raster', () => {
  it('gives no shapes for no regions', () => {
    expect(createRaster().shapesOf([], grid)).toEqual([]);
  });

  it('keeps the shape of a region for as long as its list of spans is the same', () => {
    const raster = createRaster();
    const region = aRegion();
    const [first] = raster.shapesOf([region], grid);
    const [again, copy] = raster.shapesOf([{ ...region, since: 7 }, structuredClone(region)], grid);
    expect(again).toBe(first);
    expect(copy).toEqual(first);
    expect(copy).not.toBe(first);
  });

  it('makes the shape anew for another grid', () => {
    const raster = createRaster();
    const region = aRegion({ spans: [[1, 0, 9]] });
    expect(raster.shapesOf([region], grid)[0]?.size).toBe(10);
    expect(raster.shapesOf([region], coarse)[0]?.size).toBe(4);
    expect(raster.shapesOf([region], { ...grid })[0]?.size).toBe(10);
  });

  it('keeps the area of a fence until the grid is another', () => {
    const areaOn = createRaster().areaOf(aFence());
    const area = areaOn(grid);
    expect(areaOn({ ...grid })).toBe(area);
    expect(area.size).toBe(800);
    expect(areaOn(coarse).size).toBe(8);
  });
});
