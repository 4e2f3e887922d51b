// One action on many cases.
import { describe, expect, test } from 'vitest';
import { createFailure, type Answer } from '../api/answer.ts';
import { doToEach, type BulkResult } from './bulk.ts';

const ok: Answer<null> = { status: 'ok', value: null };
const refused = createFailure('conflict', 'faster');

async function run(ids: string[], call: (id: string) => Promise<Answer<unknown>>) {
  const results: BulkResult[] = [];
  await doToEach(ids, call, (result) => results.push(result));
  return results;
}

describe('a bulk action', () => {
  test('on no case does nothing', async () => {
    expect(await run([], () => Promise.resolve(ok))).toEqual([]);
  });

  test('has a result for each, also when some fail', async () => {
    const results = await run(['a', 'b', 'c'], (id) => Promise.resolve(id === 'b' ? refused : ok));
    expect(results).toHaveLength(3);
    expect(results.find(({ id }) => id === 'b')?.result).toEqual({
      outcome: 'failed',
      failure: refused,
    });
  });

  test('has at most four calls in flight', async () => {
    let now = 0;
    let most = 0;
    const ids = Array.from({ length: 40 }, (_, index) => String(index));
    const results = await run(ids, async () => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
      return ok;
    });
    expect(most).toBe(4);
    expect(results.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(ids.map(Number));
  });

  test('ends on abort', async () => {
    expect(await run(['a', 'b'], () => Promise.resolve({ status: 'aborted' }))).toEqual([]);
  });
});
