// The cursor and the selection, while cases appear and disappear.
import { describe, expect, test } from 'vitest';
import { freshDesk, reduceDesk, targetsOf, type DeskState } from './desk-state.ts';

const ids = ['a', 'b', 'c'];
const at = (cursorId: string | null, ...chosen: string[]): DeskState => ({
  cursorId,
  chosen: new Set(chosen),
});

describe('the cursor', () => {
  test.each([
    ['begins at the first going down', null, 1, ids, 'a'],
    ['begins at the last going up', null, -1, ids, 'c'],
    ['goes down', 'a', 1, ids, 'b'],
    ['goes up', 'b', -1, ids, 'a'],
    ['stays at the end', 'c', 1, ids, 'c'],
    ['stays at the beginning', 'a', -1, ids, 'a'],
    ['stands nowhere in an empty list', 'a', 1, [], null],
    ['begins anew when its case is not shown', 'z', 1, ids, 'a'],
  ])('%s', (_, from, by, shown, to) => {
    expect(reduceDesk(at(from), { type: 'moved', by, ids: shown }).cursorId).toBe(to);
  });

  test.each([
    ['keeps to its case when others come above', 'b', ids, ['x', 'a', 'b', 'c'], 'b'],
    ['goes to the one that took its place', 'b', ids, ['a', 'c'], 'c'],
    ['goes to the last when its own was last', 'c', ids, ['a', 'b'], 'b'],
    ['is nowhere when all are gone', 'b', ids, [], null],
    ['stays nowhere', null, ids, ['a'], null],
  ])('%s', (_, from, before, after, to) => {
    expect(reduceDesk(at(from), { type: 'shown', before, ids: after }).cursorId).toBe(to);
  });
});

describe('the selection', () => {
  test('is changed at the cursor', () => {
    const once = reduceDesk(freshDesk, { type: 'toggled', id: 'b' });
    expect(once).toEqual(at('b', 'b'));
    expect(reduceDesk(once, { type: 'toggled', id: 'b' })).toEqual(at('b'));
  });

  test('can be all or none', () => {
    const all = reduceDesk(at('a'), { type: 'chose-all', ids });
    expect(all).toEqual(at('a', 'a', 'b', 'c'));
    expect(reduceDesk(all, { type: 'chose-none' })).toEqual(at('a'));
  });

  test('loses a case that disappears', () => {
    const state = at('a', 'a', 'b');
    expect(reduceDesk(state, { type: 'shown', before: ids, ids: ['a', 'c'] })).toEqual(
      at('a', 'a'),
    );
    expect(reduceDesk(state, { type: 'shown', before: ids, ids })).toBe(state);
  });

  test('is the target of a command; without a selection, the case under the cursor is', () => {
    expect(targetsOf(at('a', 'c', 'b'), ids)).toEqual(['b', 'c']);
    expect(targetsOf(at('a'), ids)).toEqual(['a']);
    expect(targetsOf(at('z'), ids)).toEqual([]);
    expect(targetsOf(at(null), ids)).toEqual([]);
    expect(targetsOf(at(null, 'z'), ids)).toEqual([]);
  });
});
