// What the rest of days/ requires of every place.
import { describe, expect, it } from 'vitest';
import { isInside, parseSite } from '../../../contracts/index.ts';
import { cameraId, placeNames } from '../place.ts';
import { createCar, createVan } from '../../sprites/car.ts';
import { bodyOf, standingPlaceOf } from '../cast/standing-place.ts';
import { createPlace } from './create-place.ts';
import { points, spots } from './points.ts';

describe.each(placeNames)('the place %s', (name) => {
  const place = createPlace(name);

  it('has fences that are valid in a site file', () => {
    const site = {
      version: 1,
      name,
      timezone: 'Asia/Shanghai',
      cameras: [{ id: cameraId, name, source: 'rtsp://127.0.0.1/x' }],
      fences: place.fences,
    };
    expect(parseSite(site)).toMatchObject({ ok: true });
  });

  it('has spots for matters in every fence, each inside its fence', () => {
    for (const { fence, at } of place.spots) {
      const { polygon } = place.fences.find(({ id }) => id === fence)!;
      expect([fence, at, isInside(polygon, at[0], at[1])]).toEqual([fence, at, true]);
    }
    expect(new Set(place.spots.map(({ fence }) => fence))).toEqual(
      new Set(place.fences.map(({ id }) => id)),
    );
  });

  it('has paths for people, and its own name', () => {
    expect(place.name).toBe(name);
    expect(place.paths.length).toBeGreaterThan(0);
    expect(place.paths.every((path) => path.length >= 2)).toBe(true);
  });

  it('has wall feet below the horizon, from left to right', () => {
    const { horizon } = place.backdrop.ground;
    expect(place.wallFoot.every(([, y]) => y > horizon)).toBe(true);
    const xs = place.wallFoot.map(([x]) => x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
  });
});

describe('points as text', () => {
  it('reads pairs', () => {
    expect(points('0.1 0.4, -0.5 1')).toEqual([
      [0.1, 0.4],
      [-0.5, 1],
    ]);
    expect(spots('door 0.2 0.3')).toEqual([{ fence: 'door', at: [0.2, 0.3] }]);
  });

  it.each(['', '0.1', '0.1 0.2 0.3', '0.1 x'])('refuses "%s"', (text) => {
    expect(() => points(text)).toThrow(/expected pairs of numbers/);
  });
});

describe('waiting cars', () => {
  const sprites = [createCar('#888888'), createVan('#888888')];

  it('cover too little of a fire exit to block it', () => {
    for (const place of placeNames.map(createPlace))
      for (const at of place.carStops)
        for (const sprite of sprites) {
          const body = bodyOf({ sprite, at, isMirrored: false, opacity: 1 }, place.backdrop.ground);
          const { y, height } = body;
          const onGround = { ...body, y: y + height * 0.4, height: height * 0.6 };
          for (const fence of place.fences.filter(({ kind }) => kind === 'blocked-fire-exit')) {
            const { fenceShare } = standingPlaceOf(onGround, at, fence);
            expect([place.name, at, fenceShare < 0.05]).toEqual([place.name, at, true]);
          }
        }
  });
});
