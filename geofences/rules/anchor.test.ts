// When an object counts as inside a fence, and which sizes count.
import { describe, expect, it } from 'vitest';
import type { Anchor, Box, Fence } from '../../contracts/index.ts';
import { sizeFault, standingOf } from './anchor.ts';
import { createFenceArea } from '../area/fence-area.ts';
import { shapeOfBox } from '../area/shape.ts';
import { aFence } from '../testing/fences.ts';
import { box, grid } from '../testing/observations.ts';

const rightHalf: Fence['polygon'] = [
  [0.5, 0],
  [1, 0],
  [1, 1],
  [0.5, 1],
];
const lowerHalf: Fence['polygon'] = [
  [0, 0.5],
  [1, 0.5],
  [1, 1],
  [0, 1],
];

function stand(thing: Box, parts: Partial<Fence>) {
  const fence = aFence({ polygon: rightHalf, ...parts });
  const area = createFenceArea(fence, grid);
  return standingOf({ box: thing, shape: shapeOfBox(thing, grid) }, { fence, area });
}

function word(thing: Box, anchor: Anchor, polygon = rightHalf): string {
  const standing = stand(thing, { anchor, polygon });
  return standing.counts ? 'counts' : standing.reason;
}

/** Three quarters of it are left of the fence, one quarter inside. */
const aside = box(0.35, 0.4, 0.2, 0.2);
/** A quarter of the fence. */
const large = box(0.5, 0, 0.5, 0.25);

describe('standingOf', () => {
  it.each<[string, Anchor, string]>([
    ['any overlap', { by: 'any-overlap' }, 'counts'],
    ['a quarter of it inside', { by: 'inside', share: 0.25 }, 'counts'],
    ['more of it inside than there is', { by: 'inside', share: 0.26 }, 'outside-fence'],
    ['where it stands', { by: 'bottom-centre' }, 'outside-fence'],
    ['a part of the fence covered', { by: 'covers', share: 0.02 }, 'counts'],
    ['more of the fence covered than it covers', { by: 'covers', share: 0.03 }, 'outside-fence'],
  ])('asks for %s', (_, anchor, expected) => {
    expect(word(aside, anchor)).toBe(expected);
  });

  it.each<[string, Anchor]>([
    ['any overlap', { by: 'any-overlap' }],
    ['all of it inside', { by: 'inside', share: 1 }],
    ['where it stands', { by: 'bottom-centre' }],
    ['a quarter of the fence covered', { by: 'covers', share: 0.25 }],
  ])('counts an object that is completely inside by %s', (_, anchor) => {
    expect(stand(large, { anchor })).toEqual({ counts: true, cells: 100 });
  });

  it.each<[string, Anchor]>([
    ['any overlap', { by: 'any-overlap' }],
    ['a share inside', { by: 'inside', share: 0.1 }],
    ['where it stands', { by: 'bottom-centre' }],
    ['a share covered', { by: 'covers', share: 0.1 }],
  ])('ignores an object elsewhere, by %s', (_, anchor) => {
    expect(word(box(0, 0, 0.2, 0.2), anchor)).toBe('elsewhere');
    expect(word(box(0.6, 0.6, 0, 0), anchor)).toBe('elsewhere');
  });

  it('uses the foot of a tall object, not its head', () => {
    const tall = box(0.6, 0.1, 0.1, 0.5);
    expect(word(tall, { by: 'bottom-centre' }, lowerHalf)).toBe('counts');
    expect(word(tall, { by: 'inside', share: 0.5 }, lowerHalf)).toBe('outside-fence');
  });

  it('counts an object at the lower edge of the picture', () => {
    expect(word(box(0.6, 0.8, 0.1, 0.2), { by: 'bottom-centre' }, lowerHalf)).toBe('counts');
  });

  it('counts a hole as outside', () => {
    const holes = [lowerHalf.map(([x, y]): [number, number] => [0.5 + x / 2, y])];
    const low = box(0.6, 0.6, 0.2, 0.2);
    for (const anchor of [{ by: 'any-overlap' }, { by: 'bottom-centre' }] as const)
      expect(stand(low, { anchor, holes })).toEqual({ counts: false, reason: 'elsewhere' });
    const across = box(0.6, 0.1, 0.2, 0.6);
    expect(stand(across, { anchor: { by: 'bottom-centre' }, holes })).toMatchObject({
      reason: 'outside-fence',
    });
    expect(stand(across, { anchor: { by: 'inside', share: 0.6 }, holes }).counts).toBe(true);
  });

  it('drops an object that is in the fence but of the wrong size', () => {
    const anchor = { by: 'any-overlap' } as const;
    expect(stand(large, { anchor, size: { maxWidth: 0.4 } })).toEqual({
      counts: false,
      reason: 'too-large',
    });
    expect(stand(large, { anchor, size: { minHeight: 0.3 } })).toEqual({
      counts: false,
      reason: 'too-small',
    });
  });
});

describe('sizeFault', () => {
  const thing = box(0, 0, 0.2, 0.1);
  it.each<[string, Fence['size'], string | null]>([
    ['no limits', {}, null],
    [
      'all limits at its very size',
      { minWidth: 0.2, maxWidth: 0.2, minHeight: 0.1, maxHeight: 0.1 },
      null,
    ],
    ['a larger width', { minWidth: 0.21 }, 'too-small'],
    ['a smaller width', { maxWidth: 0.19 }, 'too-large'],
    ['a larger height', { minHeight: 0.11 }, 'too-small'],
    ['a smaller height', { maxHeight: 0.09 }, 'too-large'],
    ['a larger area', { minArea: 0.03 }, 'too-small'],
    ['a smaller area', { maxArea: 0.01 }, 'too-large'],
    ['both a larger width and a smaller height', { minWidth: 0.3, maxHeight: 0.05 }, 'too-small'],
  ])('with %s', (_, limits, expected) => {
    expect(sizeFault(thing, limits)).toBe(expected);
  });
});
