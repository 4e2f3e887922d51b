// The conversion against values of the package gcoord 1.0.7, all over China.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Position } from '../../contracts/index.ts';
import { toGcj02, toWgs84 } from './coordinate-systems.ts';

/** WGS-84, GCJ-02, BD-09. */
const places: [string, Position, Position, Position][] = [
  ['Beijing', [116.403988, 39.914266], [116.4102324, 39.9156703], [116.4166156, 39.9219658]],
  ['Zibo', [118.3087, 36.8192], [118.3145541, 36.8196476], [118.3209314, 36.825983]],
  ['Shanghai', [121.4737, 31.2304], [121.4782231, 31.2284577], [121.4847815, 31.2343106]],
  ['Urumqi', [87.6168, 43.8256], [87.6196499, 43.8268054], [87.6260998, 43.8329498]],
  ['Guangzhou', [113.2644, 23.1291], [113.2697296, 23.1264233], [113.2761508, 23.1327113]],
];

/** A third of a metre in degrees: the way back from BD-09 is an approximation. */
const near = 3e-6;

describe.each(places)('%s', (_, plain, amap, baidu) => {
  it.each([
    ['wgs84', plain],
    ['gcj02', amap],
    ['bd09', baidu],
  ] as const)('is found from %s', (system, from) => {
    const [x, y] = toWgs84(system)(from);
    expect(Math.abs(x - plain[0])).toBeLessThan(near);
    expect(Math.abs(y - plain[1])).toBeLessThan(near);
  });

  it('is shifted by hundreds of metres on Amap', () => {
    const [x, y] = toGcj02(plain);
    expect(Math.abs(x - amap[0])).toBeLessThan(near);
    expect(Math.abs(y - amap[1])).toBeLessThan(near);
    expect(Math.hypot(x - plain[0], y - plain[1])).toBeGreaterThan(0.001);
  });
});

it('there and back is the same place, anywhere in China', () => {
  const back = toWgs84('gcj02');
  const longitude = fc.double({ min: 75, max: 134, noNaN: true });
  const latitude = fc.double({ min: 4, max: 53, noNaN: true });
  fc.assert(
    fc.property(longitude, latitude, (x, y) => {
      const [a, b] = back(toGcj02([x, y]));
      return Math.abs(a - x) < 2e-7 && Math.abs(b - y) < 2e-7;
    }),
  );
});

it.each(['wgs84', 'gcj02', 'bd09'] as const)('outside China nothing is shifted: %s', (system) => {
  expect(toWgs84(system)([2.35, 48.85])).toEqual([2.35, 48.85]);
});

it('is rounded to a centimetre', () => {
  expect(toWgs84('wgs84')([116.40398812345, 39.9142661999])).toEqual([116.4039881, 39.9142662]);
});
