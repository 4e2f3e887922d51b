// Which numbers of cameras are tried, and which try counts.
import { describe, expect, it } from 'vitest';
import { bestOf, nextNumber, raiseUntilLate, type Try } from './raise.ts';

const upTo = (limit: number) => (cameras: number) =>
  Promise.resolve({ cameras, isLate: cameras > limit });
const numbers = (tries: readonly Try[]) => tries.map(({ cameras }) => cameras);

describe('raising the number of cameras', () => {
  it('adds half as many until looks are late', async () => {
    expect(numbers(await raiseUntilLate(upTo(14)))).toEqual([4, 6, 10, 16]);
  });

  it('tries one number only when it is fixed', async () => {
    expect(numbers(await raiseUntilLate(upTo(1), 40))).toEqual([40]);
  });

  it('ends when the first number is too many', async () => {
    expect(numbers(await raiseUntilLate(upTo(0)))).toEqual([4]);
  });

  it('ends at a number that no machine needs', async () => {
    expect(numbers(await raiseUntilLate(upTo(Infinity))).at(-1)).toBe(200);
  });

  it('starts with at least one camera', () => {
    expect(nextNumber([])).toBe(4);
  });
});

describe('the best try', () => {
  it('is the last that was not late', () => {
    const tries = [4, 6, 10].map((cameras) => ({ cameras, isLate: cameras > 6 }));
    expect(bestOf(tries)?.cameras).toBe(6);
  });

  it('is the first when all were late, and none of none', () => {
    expect(bestOf([{ cameras: 4, isLate: true }])?.cameras).toBe(4);
    expect(bestOf<Try>([])).toBeUndefined();
  });
});
