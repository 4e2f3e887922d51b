import { describe, expect, it } from 'vitest';
import type { FenceFile } from '../../../contracts/index.ts';
import { createPlace } from '../places/create-place.ts';
import { placeNames } from '../place.ts';
import { plantMatters } from './matters.ts';
import { bodyOf, isAskedFor, standingPlaceOf } from './standing-place.ts';
import { createStall } from '../../sprites/stall.ts';

const square: FenceFile = {
  id: 'f',
  camera: 'c',
  kind: 'street-vending',
  polygon: [
    [0.2, 0.4],
    [0.6, 0.4],
    [0.6, 0.6],
    [0.2, 0.6],
  ],
};
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('where a thing stands', () => {
  it.each([
    ['wholly inside', box(0.3, 0.45, 0.1, 0.1), [0.35, 0.55], true, 1, 0.125],
    ['half over the upper edge', box(0.3, 0.3, 0.1, 0.2), [0.35, 0.5], true, 0.5, 0.125],
    ['its foot below the fence', box(0.3, 0.5, 0.1, 0.2), [0.35, 0.7], false, 0.5, 0.125],
    ['elsewhere', box(0.7, 0.7, 0.1, 0.1), [0.75, 0.8], false, 0, 0],
    ['without any extent', box(0.3, 0.5, 0, 0), [0.3, 0.5], true, 1, 0],
  ] as const)('%s', (_, body, foot, isFootInside, insideShare, fenceShare) => {
    const standing = standingPlaceOf(body, foot, square);
    expect(standing.isFootInside).toBe(isFootInside);
    expect(standing.insideShare).toBeCloseTo(insideShare, 1);
    expect(standing.fenceShare).toBeCloseTo(fenceShare, 2);
  });

  it('is outside when it stands in a hole', () => {
    const holed = { ...square, holes: [square.polygon] };
    expect(standingPlaceOf(box(0.3, 0.45, 0.1, 0.1), [0.35, 0.5], holed)).toMatchObject({
      isFootInside: false,
      insideShare: 0,
    });
  });
});

describe('whether a fence applies to a thing', () => {
  const high = { isFootInside: true, insideShare: 0.2, fenceShare: 0.2 };

  it('depends on its anchor: a stall stands in a strip that its parasol extends beyond', () => {
    expect(isAskedFor(high, square)).toBe(false);
    expect(isAskedFor(high, { ...square, anchor: 'bottom-centre' })).toBe(true);
    expect(
      isAskedFor({ ...high, isFootInside: false }, { ...square, anchor: 'bottom-centre' }),
    ).toBe(false);
    expect(isAskedFor(high, { ...square, anchor: { covers: 0.3 } })).toBe(false);
  });

  it('needs the minimum size of its kind, with a margin for the empty parts of a box', () => {
    const exit: FenceFile = { ...square, kind: 'blocked-fire-exit', minCover: 0.15 };
    expect(isAskedFor(high, exit)).toBe(false);
    expect(isAskedFor({ ...high, fenceShare: 0.3 }, exit)).toBe(true);
    const heap: FenceFile = { ...square, kind: 'debris-pile', minArea: 0.01 };
    expect(isAskedFor({ ...high, insideShare: 0.9, fenceShare: 0.01 }, heap)).toBe(false);
  });

  it('is true for everything that is planted, at every place', () => {
    for (const name of placeNames) {
      const place = createPlace(name);
      for (let seed = 0; seed < 25; seed++)
        for (const { matter } of plantMatters({
          place,
          seed,
          durationMs: 480_000,
          crowd: 1,
          rain: 0,
        })) {
          const fence = place.fences.find(({ id }) => id === matter.fenceId)!;
          expect([name, matter.form, isAskedFor(matter.standing, fence)]).toEqual([
            name,
            matter.form,
            true,
          ]);
        }
    }
  });

  it('is true for some stall in every fence for stalls', () => {
    const fences = placeNames.flatMap((name) => {
      const place = createPlace(name);
      return place.fences
        .filter(({ kind }) => kind === 'street-vending')
        .map((fence) => ({ place, fence }));
    });
    const sprite = createStall(
      { cart: '#111', parasol: ['#222', '#333'], goods: ['#444'] },
      'open',
    );
    for (const { place, fence } of fences) {
      const fits = place.spots.some(({ fence: id, at }) => {
        const body = bodyOf({ sprite, at, isMirrored: false, opacity: 1 }, place.backdrop.ground);
        return id === fence.id && isAskedFor(standingPlaceOf(body, at, fence), fence);
      });
      expect([place.name, fits]).toEqual([place.name, true]);
    }
  });
});

describe('the body of a thing', () => {
  it('ends at its ground point and leaves out its shadow', () => {
    const { ground } = createPlace('street').backdrop;
    const sprite = createStall(
      { cart: '#111', parasol: ['#222', '#333'], goods: ['#444'] },
      'open',
    );
    const body = bodyOf({ sprite, at: [0.5, 0.55], isMirrored: false, opacity: 1 }, ground);
    expect(body.y + body.height - 0.55).toBeLessThan(0.006);
    expect(body.height).toBeGreaterThan(0.2);
  });
});
