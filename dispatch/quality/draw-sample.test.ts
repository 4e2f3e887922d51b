import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawSample } from './draw-sample.ts';

const idsUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => `20261122-${String(index + 1).padStart(4, '0')}`);
const seeds = Array.from({ length: 4000 }, (_, index) => `seed-${index}`);

describe('a sample', () => {
  it.each([
    ['is empty when there are no cases', [], 5, 0],
    ['is all of them when they are fewer than its size', idsUpTo(3), 5, 3],
    ['has its size when there are more', idsUpTo(100), 5, 5],
    ['holds no case twice', [...idsUpTo(3), ...idsUpTo(3)], 5, 3],
  ])('%s', (_, ids, size, expected) => {
    const drawn = drawSample(ids, 'one', size);
    expect(new Set(drawn).size).toBe(expected);
    expect(drawn).toHaveLength(expected);
  });

  it('is the same for the same seed, in any order of the cases', () => {
    const ids = idsUpTo(200);
    expect(drawSample(ids.toReversed(), 'one', 20)).toEqual(drawSample(ids, 'one', 20));
  });

  it('is another one for another seed', () => {
    expect(drawSample(idsUpTo(200), 'one', 20)).not.toEqual(drawSample(idsUpTo(200), 'two', 20));
  });

  it('can be drawn by anybody with a tool for SHA-256', () => {
    const ids = idsUpTo(30);
    const hashOf = (id: string) => createHash('sha256').update(`s7\n${id}`).digest('hex');
    const byHand = [...ids].sort((a, b) => hashOf(a).localeCompare(hashOf(b))).slice(0, 4);
    expect(drawSample(ids, 's7', 4)).toEqual(byHand);
    // printf 's7\n20261122-0001' | sha256sum
    expect(hashOf('20261122-0001').slice(0, 8)).toBe('79909e1a');
  });

  it('keeps the order of the other cases when one is added later', () => {
    const before = drawSample(idsUpTo(50), 'one', 50);
    const after = drawSample(idsUpTo(51), 'one', 51);
    expect(after.filter((id) => id !== idsUpTo(51).at(-1))).toEqual(before);
  });
});

describe('over many seeds', () => {
  /** Chi-square of cells with equal expected counts. */
  const chiSquare = (counts: readonly number[]) => {
    const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length;
    return counts.reduce((sum, one) => sum + (one - mean) ** 2 / mean, 0);
  };
  // 99.9 % quantile for 49 degrees of freedom.
  const limit = 85.35;
  const ids = idsUpTo(50);

  it('each case is drawn first as often as any other', () => {
    const firsts = seeds.map((seed) => drawSample(ids, seed, 1)[0]);
    expect(chiSquare(ids.map((id) => firsts.filter((one) => one === id).length))).toBeLessThan(
      limit,
    );
  });

  it('each case is in a sample of ten as often as any other', () => {
    const drawn = seeds.flatMap((seed) => drawSample(ids, seed, 10));
    const counts = ids.map((id) => drawn.filter((one) => one === id).length);
    expect(chiSquare(counts)).toBeLessThan(limit);
    expect(Math.min(...counts)).toBeGreaterThan(700);
    expect(Math.max(...counts)).toBeLessThan(900);
  });

  it('neighbours are not drawn together more often than others', () => {
    const pairs = (step: number) =>
      seeds.filter((seed) => {
        const drawn = drawSample(ids, seed, 10);
        return drawn.includes(ids[20] ?? '') && drawn.includes(ids[20 + step] ?? '');
      }).length;
    // Expected: 4000 · (10/50) · (9/49) = 147, with a standard deviation of 12.
    for (const step of [1, 2, 25]) expect(Math.abs(pairs(step) - 147)).toBeLessThan(45);
  });
});
