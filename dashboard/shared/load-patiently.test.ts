// A part that fails to load is requested again; one that never loads fails in the end.
import { expect, test } from 'vitest';
import { loadPatiently } from './load-patiently.ts';

function failing(times: number) {
  let asked = 0;
  return () => {
    asked += 1;
    return asked <= times ? Promise.reject(new Error(`failure ${asked}`)) : Promise.resolve(asked);
  };
}

test.each([
  ['at once', 0, []],
  ['after one failure', 1, [500]],
  ['at the last try', 5, [500, 1000, 2000, 4000, 8000]],
])('a part comes %s', async (_, failures, expected) => {
  const waits: number[] = [];
  const part = await loadPatiently(failing(failures), (ms) => {
    waits.push(ms);
    return Promise.resolve();
  });
  expect(part).toBe(failures + 1);
  expect(waits).toEqual(expected);
});

test('a part that never loads fails with its last error', async () => {
  await expect(loadPatiently(failing(99), () => Promise.resolve())).rejects.toThrow('failure 6');
});
