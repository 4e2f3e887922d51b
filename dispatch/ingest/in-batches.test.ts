// Items that arrive together are processed in one batch, each gets its own result, and a failing batch fails only its own items.
import { describe, expect, it } from 'vitest';
import { inBatches } from './in-batches.ts';

function recorded(most: number, answer = (item: number) => item * 10) {
  const batches: number[][] = [];
  const one = inBatches<number, number>((items) => {
    batches.push([...items]);
    return Promise.resolve(items.map(answer));
  }, most);
  return { one, batches };
}

describe('inBatches', () => {
  it('processes together what arrives together, and returns each its own result', async () => {
    const { one, batches } = recorded(100);
    expect(await Promise.all([1, 2, 3].map(one))).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('takes no more at once than the maximum, in order of arrival', async () => {
    const { one, batches } = recorded(2);
    await Promise.all([1, 2, 3, 4, 5].map(one));
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('adds items that arrive during a batch to the next one', async () => {
    const { one, batches } = recorded(100);
    const first = one(1);
    await first;
    await Promise.all([one(2), one(3)]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('runs one batch at a time', async () => {
    let running = 0;
    let most = 0;
    const one = inBatches<number, number>(async (items) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return items;
    }, 1);
    await Promise.all([1, 2, 3].map(one));
    expect(most).toBe(1);
  });

  it('fails all items of a failed batch, and continues with the next', async () => {
    const one = inBatches<number, number>((items) => {
      if (items.includes(2)) return Promise.reject(new Error('the store is away'));
      return Promise.resolve(items);
    }, 1);
    const results = await Promise.allSettled([1, 2, 3].map(one));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails a batch that returns too few results, so that nobody waits for ever', async () => {
    const one = inBatches<number, number>(() => Promise.resolve([]), 10);
    await expect(one(1)).rejects.toThrow('too few results');
  });
});
