import { describe, expect, it } from 'vitest';
import { aFence, aVersion } from '../testing/fences.ts';
import { decideShift, shiftFence } from './shift-fence.ts';

const by = { author: 'li', at: 9000, reason: 'pole was hit' };
const hole: [number, number][] = [
  [0.3, 0.5],
  [0.4, 0.5],
  [0.4, 0.6],
];

describe('a shifted fence', () => {
  it('moves with its holes and permits, and keeps the rest', () => {
    const permits = [{ id: 'a', polygon: hole }, { id: 'everywhere' }];
    const moved = shiftFence(aFence({ holes: [hole], permits, dwell: '90s' }), {
      x: -0.1,
      y: 0.05,
    });
    const movedHole = [
      [0.2, 0.55],
      [0.3, 0.55],
      [0.3, 0.65],
    ];
    expect(moved).toEqual({
      ...aFence({ dwell: '90s' }),
      polygon: [
        [0.1, 0.45],
        [0.7, 0.45],
        [0.7, 0.95],
        [0.1, 0.95],
      ],
      holes: [movedHole],
      permits: [{ id: 'a', polygon: movedHole }, { id: 'everywhere' }],
    });
  });

  it('is clipped at the border of the picture', () => {
    expect(shiftFence(aFence(), { x: 0.3, y: 0 })?.polygon).toEqual([
      [0.5, 0.4],
      [1, 0.4],
      [1, 0.9],
      [0.5, 0.9],
    ]);
  });

  it('loses points that the border merges', () => {
    const tip = aFence({
      polygon: [
        [0.1, 0.2],
        [0.8, 0.2],
        [0.95, 0.5],
        [0.9, 0.5],
        [0.1, 0.9],
      ],
    });
    expect(shiftFence(tip, { x: 0.15, y: 0 })?.polygon).toHaveLength(4);
  });

  it.each([
    ['most of it would leave the picture', aFence(), { x: 0.6, y: 0 }],
    ['all of it would', aFence(), { x: 0, y: -1 }],
    ['a hole of it would', aFence({ holes: [hole] }), { x: -0.4, y: 0 }],
  ])('is none when %s', (_, fence, shift) => {
    expect(shiftFence(fence, shift)).toBeNull();
  });
});

describe('shifting the fences of a camera', () => {
  it('writes a version for each, except removed ones', () => {
    const other = aVersion(7, { fenceId: 'b', fence: aFence({ id: 'b' }) });
    const gone = aVersion(2, { fenceId: 'c', change: 'removed', fence: null });
    const decision = decideShift([aVersion(3), other, gone], { x: 0.1, y: 0 }, by);
    expect(decision).toMatchObject({
      ok: true,
      versions: [
        { fenceId: 'corner-vending', version: 4, change: 'edited', author: 'li', at: 9000 },
        { fenceId: 'b', version: 8, reason: 'pole was hit', fence: { id: 'b' } },
      ],
    });
  });

  it('writes nothing when one would leave the picture, and names it', () => {
    const small = aFence({
      id: 'edge',
      polygon: [
        [0.9, 0.1],
        [1, 0.1],
        [1, 0.3],
      ],
    });
    const versions = [aVersion(1), aVersion(1, { fenceId: 'edge', fence: small })];
    const decision = decideShift(versions, { x: 0.09, y: 0 }, by);
    expect(decision).toMatchObject({ ok: false, reason: 'faulty', faults: [{ path: 'shift' }] });
    const [fault] = 'faults' in decision ? decision.faults : [];
    expect(fault?.message).toContain('fence "edge" would leave the picture');
  });

  it.each([
    ['there is no fence', [], { x: 0.1, y: 0 }],
    ['there is no shift', [aVersion(1)], { x: 0, y: 0 }],
  ])('writes nothing when %s', (_, versions, shift) => {
    expect(decideShift(versions, shift, by)).toEqual({ ok: true, versions: [] });
  });
});
