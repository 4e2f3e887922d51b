// Shapes that move with the picture: whole, cut at its border, or gone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenceFileSchema, type FenceFile } from './fence.ts';
import { polygonSchema, signedArea, type Polygon } from './geometry.ts';
import { shiftFence, shiftPolygon } from './move-fence.ts';

const rectangle = (left: number, top: number, right: number, bottom: number): Polygon => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const square = rectangle(0.2, 0.2, 0.6, 0.6);
const still = { x: 0, y: 0 };

describe('shiftPolygon', () => {
  it.each<[string, { x: number; y: number }, Polygon]>([
    ['not at all', still, square],
    ['to the right and up', { x: 0.3, y: -0.1 }, rectangle(0.5, 0.1, 0.9, 0.5)],
    ['up to the border', { x: 0.4, y: 0 }, rectangle(0.6, 0.2, 1, 0.6)],
  ])('moves %s', (_, shift, polygon) => {
    expect(shiftPolygon(square, shift)).toEqual({ ok: true, polygon });
  });

  it.each([
    ['the right', { x: 0.6, y: 0 }, 0.2 * 0.4],
    ['the left', { x: -0.3, y: 0 }, 0.3 * 0.4],
    ['the top', { x: 0, y: -0.5 }, 0.4 * 0.1],
    ['the bottom', { x: 0, y: 0.6 }, 0.4 * 0.2],
    ['a corner', { x: 0.6, y: 0.6 }, 0.2 * 0.2],
  ])('cuts off what leaves the picture at %s', (_, shift, area) => {
    const moved = shiftPolygon(square, shift);
    expect(moved.ok && Math.abs(signedArea(moved.polygon))).toBeCloseTo(area, 9);
  });

  it('cuts a slanted edge where it meets the border, and does not bend it', () => {
    const triangle: Polygon = [
      [0.5, 0.2],
      [0.9, 0.6],
      [0.5, 0.6],
    ];
    expect(shiftPolygon(triangle, { x: 0.3, y: 0 })).toEqual({
      ok: true,
      polygon: [
        [0.8, 0.2],
        [1, 0.4],
        [1, 0.6],
        [0.8, 0.6],
      ],
    });
  });

  it.each([
    ['beyond the border', { x: 0.9, y: 0 }],
    ['just out of sight', { x: 0.8, y: 0 }],
    ['far away', { x: -1, y: -1 }],
  ])('says that nothing is left %s', (_, shift) => {
    const moved = shiftPolygon(square, shift);
    expect(moved.ok ? '' : moved.message).toMatch(/nothing of it is left|no area/);
  });

  it('refuses what a cut would part in two', () => {
    const comb: Polygon = [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.9, 0.5],
      [0.1, 0.5],
      [0.1, 0.4],
      [0.6, 0.4],
      [0.6, 0.2],
      [0.1, 0.2],
    ];
    const right = { x: 0.5, y: 0 };
    expect(shiftPolygon(comb, right)).toMatchObject({ ok: false, reason: 'not-a-polygon' });
    const mirrored = comb.map(([x, y]): [number, number] => [1 - x, y]);
    expect(shiftPolygon(mirrored, right).ok).toBe(true);
  });

  it('gives a good polygon inside the picture whenever it gives one', () => {
    const shifts = fc.record({
      x: fc.double({ min: -1, max: 1, noNaN: true }),
      y: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    const corner = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(shifts, corner, corner, corner, (shift, a, b, c) => {
        const triangle: Polygon = [
          [a, 0],
          [1, b],
          [0, c],
        ];
        if (!polygonSchema.safeParse(triangle).success) return;
        const moved = shiftPolygon(triangle, shift);
        if (moved.ok) expect(polygonSchema.safeParse(moved.polygon).success).toBe(true);
        else expect(moved.message).not.toBe('');
      }),
    );
  });
});

describe('shiftFence', () => {
  const fence: FenceFile = {
    id: 'exit',
    camera: 'gate',
    kind: 'blocked-fire-exit',
    polygon: square,
    holes: [rectangle(0.3, 0.3, 0.4, 0.4)],
    permits: [{ id: 'a', polygon: rectangle(0.5, 0.5, 0.6, 0.6) }, { id: 'b' }],
    dwell: '40s',
  };

  it('moves polygon, holes and permits, and leaves the rest as it was written', () => {
    expect(shiftFence(fence, { x: 0.1, y: 0.1 })).toEqual({
      ok: true,
      fence: {
        ...fence,
        polygon: rectangle(0.3, 0.3, 0.7, 0.7),
        holes: [rectangle(0.4, 0.4, 0.5, 0.5)],
        permits: [{ id: 'a', polygon: rectangle(0.6, 0.6, 0.7, 0.7) }, { id: 'b' }],
      },
    });
  });

  it('drops the permit that has left the picture and keeps one for the whole fence', () => {
    const moved = shiftFence(fence, { x: 0.5, y: 0 });
    expect(moved.ok && moved.fence.permits).toEqual([{ id: 'b' }]);
  });

  it('cuts a hole with its fence', () => {
    const moved = shiftFence(fence, { x: 0.65, y: 0 });
    expect(moved.ok && moved.fence.holes).toEqual([rectangle(0.95, 0.3, 1, 0.4)]);
    expect(moved.ok && fenceFileSchema.safeParse(moved.fence).success).toBe(true);
  });

  it('says where it fails when the fence has left the picture', () => {
    expect(shiftFence(fence, { x: 1, y: 0 })).toEqual({
      ok: false,
      faults: [{ path: 'polygon', message: 'nothing of it is left in the picture' }],
    });
  });

  it('adds no key that was not written', () => {
    const { holes, permits, ...plain } = fence;
    expect([holes, permits]).toHaveLength(2);
    const moved = shiftFence(plain, still);
    expect(moved.ok && Object.keys(moved.fence).sort()).toEqual(Object.keys(plain).sort());
  });
});
