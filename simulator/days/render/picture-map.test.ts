// For each pixel of a place: its point on the ground or a wall.
import { describe, expect, it } from 'vitest';
import { aspect, metreAt, toGround } from '../../ground.ts';
import { createPlace } from '../places/create-place.ts';
import { createPictureMap, picture } from './picture-map.ts';

const place = createPlace('junction');
const { ground } = place.backdrop;
/** A wall across the whole picture, whose foot is level at 0.7. */
const levelWall = {
  ...place,
  wallFoot: [
    [0, 0.7],
    [1, 0.7],
  ] as [number, number][],
};
const pixelAt = (column: number, row: number) => row * picture.width + column;
const centre = (column: number, row: number): [number, number] => [
  (column + 0.5) / picture.width,
  (row + 0.5) / picture.height,
];

describe('the map of a picture', () => {
  it.each([
    [0, 269],
    [240, 230],
    [479, 200],
  ])('has the ground point of pixel %i, %i, which faces up', (column, row) => {
    const map = createPictureMap({ ...place, wallFoot: [] });
    const pixel = pixelAt(column, row);
    const point = toGround(ground, centre(column, row));
    expect(map.x[pixel]).toBeCloseTo(point.x, 3);
    expect(map.z[pixel]).toBeCloseTo(point.z, 3);
    expect([map.y[pixel], map.isWall[pixel], map.normalX[pixel], map.normalZ[pixel]]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('has a wall above its foot and ground below', () => {
    const map = createPictureMap(levelWall);
    const footRow = 0.7 * picture.height;
    expect(map.isWall[pixelAt(100, Math.floor(footRow) - 1)]).toBe(1);
    expect(map.isWall[pixelAt(100, Math.ceil(footRow))]).toBe(0);
  });

  it('puts every pixel of a wall at the distance of its foot, at its height in metres', () => {
    const map = createPictureMap(levelWall);
    const pixel = pixelAt(240, 108);
    const [, y] = centre(240, 108);
    expect(map.z[pixel]).toBeCloseTo(toGround(ground, [0.5, 0.7]).z, 3);
    expect(map.y[pixel]).toBeCloseTo((0.7 - y) / (metreAt(ground, 0.7) * aspect), 4);
    expect(map.y[pixelAt(240, 54)]!).toBeGreaterThan(map.y[pixel]!);
  });

  it('has for a wall across the picture a normal towards the camera, of length 1', () => {
    const map = createPictureMap(levelWall);
    const pixel = pixelAt(240, 108);
    expect(map.normalX[pixel]).toBeCloseTo(0, 5);
    expect(map.normalZ[pixel]).toBeCloseTo(-1, 5);
  });

  it('has no point behind the horizon', () => {
    const map = createPictureMap({ ...place, wallFoot: [] });
    expect(map.z.every((z) => z > 0 && Number.isFinite(z))).toBe(true);
  });
});
