// The scripted world depends only on its seed, and each stay can be identified by its place.
import { describe, expect, it } from 'vitest';
import { boxOfSlot, planWorld, slotOf, slots, worldEndMs } from './scripted-world.ts';

const wish = { seed: 5, cameras: 4, rounds: 3 };
const world = planWorld(wish);
const ofCamera = (id: string) => world.filter(({ cameraId }) => cameraId === id);

describe('the scripted world', () => {
  it('is the same for the same seed, and another one for another seed', () => {
    expect(planWorld(wish)).toEqual(world);
    expect(planWorld({ ...wish, seed: 6 })).not.toEqual(world);
  });

  it('has one object at a time in front of a camera, with time to see that it has gone', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const stays = planWorld({ ...wish, seed });
      for (const [index, stay] of stays.entries()) {
        const next = stays[index + 1];
        expect(stay.to - stay.from).toBeGreaterThanOrEqual(32_000);
        if (next?.cameraId === stay.cameraId) expect(next.from - stay.to).toBeGreaterThan(6000);
      }
    }
  });

  it('never shows two stays of a camera at one place', () => {
    const places = ofCamera('camera-2').map(({ slot }) => slot);
    expect(new Set(places).size).toBe(3);
  });

  it('has a moment at which an object appears in front of all cameras', () => {
    const second = world.filter(({ id }) => id.endsWith(' 1'));
    expect(second).toHaveLength(4);
    expect(new Set(second.map(({ from }) => from)).size).toBe(1);
  });

  it('ends when the last thing has gone', () => {
    expect(worldEndMs(world)).toBe(Math.max(...world.map(({ to }) => to)));
    expect(worldEndMs([])).toBe(0);
  });
});

describe('a place in the picture', () => {
  it('is found by its box, also by an inexact one', () => {
    for (let slot = 0; slot < slots; slot += 1) {
      const box = boxOfSlot(slot);
      expect(slotOf(box)).toBe(slot);
      expect(slotOf({ ...box, x: box.x + 0.015, width: box.width - 0.02 })).toBe(slot);
    }
  });

  it.each([
    ['between two slots', { ...boxOfSlot(0), x: boxOfSlot(0).x + 0.07 }],
    ['over two slots', { ...boxOfSlot(0), width: 0.24 }],
    ['the whole picture', { x: 0, y: 0, width: 1, height: 1 }],
    ['left of all', { ...boxOfSlot(0), x: -0.06 }],
    ['right of all', { ...boxOfSlot(slots), width: 0.05 }],
  ])('is none for a box %s', (_, box) => {
    expect(slotOf(box)).toBeNull();
  });
});
