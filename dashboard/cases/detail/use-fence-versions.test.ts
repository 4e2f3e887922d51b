// The fence that judged and the current one, from the fence's history.
import { describe, expect, test } from 'vitest';
import { createDistrictFences, createVersion } from '../../testing/sample-fences.ts';
import { hasChanged, thenAndNow } from './use-fence-versions.ts';

const versions = createDistrictFences(1_700_000_000_000).filter(
  ({ fenceId }) => fenceId === 'exit-3-door',
);

describe('the fence that judged, and the current one', () => {
  test('are found in any order of the history', () => {
    for (const history of [versions, versions.toReversed()]) {
      const found = thenAndNow(history, 1);
      expect([found.then?.version, found.today?.version]).toEqual([1, 3]);
      expect(hasChanged(found)).toBe(true);
    }
  });

  test.each([
    ['is the newest one', thenAndNow(versions, 3)],
    ['is not known', thenAndNow(versions, null)],
    ['is not in the history', thenAndNow(versions, 9)],
    ['has no history', thenAndNow([], 1)],
  ])('are not said to differ when the one of then %s', (_, found) => {
    expect(hasChanged(found)).toBe(false);
  });

  test('differ when it was removed since', () => {
    const removed = createVersion({ version: 4, change: 'removed', fence: null });
    const found = thenAndNow([...versions, { ...removed, fenceId: 'exit-3-door' }], 3);
    expect([hasChanged(found), found.today?.fence]).toEqual([true, null]);
  });
});
