import { describe, expect, it } from 'vitest';
import { aspect, type Ground } from './ground.ts';
import { byDepth, extentOf, type Placement } from './placement.ts';
import { createPerson } from './sprites/person.ts';

const ground: Ground = { horizon: 0.05, cameraHeightM: 4, focal: 0.9, aspect };
const sprite = {
  key: 'post',
  extent: { left: -20, top: -180, right: 60, bottom: 10 },
  svg: '',
};
const post = (at: [number, number], isMirrored = false): Placement => ({
  sprite,
  at,
  isMirrored,
  opacity: 1,
});

describe('extentOf', () => {
  it('stands on its ground point and has the height of that distance', () => {
    const box = extentOf(post([0.5, 0.65]), ground);
    // At 0.65 the camera, 4 m up, is 0.6 of the picture above the feet: 1.9 m are 0.285 of it.
    expect(box.height).toBeCloseTo((0.6 / 4) * 1.9, 10);
    expect(box.y).toBeCloseTo(0.65 - (0.6 / 4) * 1.8, 10);
    expect(box.x).toBeLessThan(0.5);
  });

  it('is mirrored around its ground point', () => {
    const plain = extentOf(post([0.5, 0.65]), ground);
    const mirrored = extentOf(post([0.5, 0.65], true), ground);
    expect(mirrored.width).toBeCloseTo(plain.width, 10);
    expect(0.5 - mirrored.x).toBeCloseTo(plain.x + plain.width - 0.5, 10);
  });

  it('grows towards the camera', () => {
    expect(extentOf(post([0.5, 0.9]), ground).height).toBeGreaterThan(
      extentOf(post([0.5, 0.4]), ground).height * 2,
    );
  });
});

describe('byDepth', () => {
  it('puts far things before near ones', () => {
    const sorted = [post([0.1, 0.9]), post([0.2, 0.3]), post([0.3, 0.6])].toSorted(byDepth);
    expect(sorted.map(({ at }) => at[1])).toEqual([0.3, 0.6, 0.9]);
  });

  it('sorts nothing into nothing', () => {
    expect(([] as Placement[]).toSorted(byDepth)).toEqual([]);
  });
});

describe('the key of a sprite', () => {
  const clothing = {
    top: '#112233',
    trousers: '#223344',
    hair: '#000000',
    skin: '#d9a883',
    bag: null,
    hat: null,
  };

  it('is the same for the same drawing and different for another pose or coat', () => {
    const key = (phase: number | null, top = clothing.top) =>
      createPerson({ ...clothing, top }, { view: 'side', phase, load: null }).key;
    expect(key(1)).toBe(key(1));
    expect(new Set([key(1), key(2), key(null), key(1, '#445566')]).size).toBe(4);
  });
});
