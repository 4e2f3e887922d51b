import { describe, expect, it } from 'vitest';
import { outsideOf } from './outside-of.ts';

const dice = (seed: number) => () => ((seed = (seed * 16_807) % 2_147_483_647), seed / 2 ** 31);

describe('the area outside of boxes', () => {
  it('covers each point that is in no box exactly once, and no other', () => {
    const roll = dice(7);
    for (let round = 0; round < 200; round += 1) {
      const boxes = Array.from({ length: round % 4 }, () => {
        const [x, y] = [roll() * 1.2 - 0.2, roll() * 1.2 - 0.2];
        return { x, y, width: roll(), height: roll() };
      });
      const outside = outsideOf(boxes);
      for (let point = 0; point < 50; point += 1) {
        const [x, y] = [roll(), roll()];
        const over = (all: typeof boxes) =>
          all.filter(
            (box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height,
          ).length;
        expect(over(outside)).toBe(over(boxes) > 0 ? 0 : 1);
      }
    }
  });
});
