import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Cause } from '../../simulator/days/cast/actor.ts';
import type { SeenThing } from '../../simulator/days/seen-thing.ts';
import { createHiddenTally } from './hidden.ts';

const region = { x: 0.4, y: 0.4, width: 0.1, height: 0.1 };
const matter = { at: [0.45, 0.5], region, fromMs: 10_000, toMs: 60_000 } as const;

function before(box: Partial<Box>, cause: Cause = 'delivery'): SeenThing {
  return { actor: 'a', named: null, hard: 0, cause, box: { ...region, height: 0.2, ...box } };
}

function shareOf(seenAt: (timeMs: number) => SeenThing[]): number {
  const tally = createHiddenTally([matter]);
  for (let timeMs = 0; timeMs < 80_000; timeMs += 2000) tally.note(timeMs, seenAt(timeMs));
  return tally.shareOf(0);
}

describe('the hidden share of a matter', () => {
  it('is zero without looks, and without objects in front', () => {
    expect(createHiddenTally([matter]).shareOf(0)).toBe(0);
    expect(createHiddenTally([]).shareOf(0)).toBe(0);
    expect(shareOf(() => [])).toBe(0);
  });

  it('is large behind a van', () => {
    expect(shareOf(() => [before({ x: 0.3, width: 0.3 })])).toBe(1);
  });

  it('is the mean over its time', () => {
    const passes = (timeMs: number) => (timeMs < 40_000 ? [before({ x: 0.3, width: 0.3 })] : []);
    expect(shareOf(passes)).toBeCloseTo(0.5, 1);
  });

  it('counts overlapping cover once, and only the middle of boxes', () => {
    const one = before({ x: 0.4, width: 0.1 });
    expect(shareOf(() => [one])).toBeCloseTo(0.75, 1);
    expect(shareOf(() => [one, one])).toBe(shareOf(() => [one]));
  });

  it.each<[string, SeenThing]>([
    ['what stands behind it', before({ y: 0.2, height: 0.25 })],
    ['what stands beside it', before({ x: 0.7 })],
    ['itself', before({}, 'matter')],
    ['a tree, which is mostly air', before({}, 'tree')],
    ['an insect before the lens', before({}, 'insect')],
    ['leaves on the ground', before({}, 'leaves')],
  ])('is nothing for %s', (_, thing) => {
    expect(shareOf(() => [thing])).toBe(0);
  });
});
