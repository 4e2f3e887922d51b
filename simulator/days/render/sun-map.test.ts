import { describe, expect, it } from 'vitest';
import { createPlace } from '../places/create-place.ts';
import { createPictureMap, picture } from './picture-map.ts';
import { createSunMap, isHit } from './sun-map.ts';

const house = { x: [2, 6], z: [8, 12], height: 5 } as const;

describe('the ray from a point to the sun', () => {
  it.each([
    ['meets a house to the right under a low sun', { x: 0.9, y: 0.3, z: 0 }, true],
    ['passes over it under a high sun', { x: 0.3, y: 0.95, z: 0 }, false],
    ['goes the other way', { x: -0.9, y: 0.3, z: 0 }, false],
    ['goes past it', { x: 0, y: 0.3, z: 0.95 }, false],
  ])('%s', (_, sun, hits) => {
    expect(isHit({ x: 0, y: 0, z: 10 }, sun, house)).toBe(hits);
  });
});

describe('sunlight', () => {
  const place = createPlace('street');
  const map = createPictureMap(place);
  const at = (lit: Float32Array, x: number, y: number) =>
    lit[Math.floor(y * picture.height) * picture.width + Math.floor(x * picture.width)]!;

  it('reaches nothing at night', () => {
    const lit = createSunMap(place, map, { x: 0, y: -0.2, z: -0.98 });
    expect(lit.every((value) => value === 0)).toBe(true);
  });

  it('reaches ground and wall from a high sun behind the camera', () => {
    const lit = createSunMap(place, map, { x: 0, y: 0.9, z: -0.43 });
    expect(at(lit, 0.5, 0.7)).toBeCloseTo(0.9, 1);
    expect(at(lit, 0.5, 0.2)).toBeCloseTo(0.43, 1);
  });

  it('does not reach the wall or the pavement in front of it from behind the house', () => {
    const lit = createSunMap(place, map, { x: 0, y: 0.5, z: 0.87 });
    expect(at(lit, 0.5, 0.2)).toBe(0);
    expect(at(lit, 0.5, 0.5)).toBe(0);
    expect(at(lit, 0.5, 0.99)).toBe(0);
    expect(at(createSunMap(place, map, { x: 0, y: 0.95, z: 0.31 }), 0.5, 0.95)).toBeGreaterThan(
      0.9,
    );
  });

  it('reaches the lobby only through its windows', () => {
    const inside = createPlace('lobby');
    const lit = createSunMap(inside, createPictureMap(inside), { x: 0.8, y: 0.4, z: 0.1 });
    const share = lit.filter((value) => value > 0.1).length / lit.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.5);
  });
});
