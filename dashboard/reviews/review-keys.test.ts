// Keys of the queue of reviews, and a cursor that survives decisions of others.
import { describe, expect, it } from 'vitest';
import { cursorIn, movedIn, reviewCommandOf } from './review-keys.ts';

const bare = { ctrlKey: false, metaKey: false, altKey: false };
const onPage = { isTyping: false };
const typing = { isTyping: true };

describe('keys', () => {
  it.each([
    ['y', 'confirm'],
    ['n', 'dismiss'],
    ['j', 'down'],
    ['ArrowUp', 'up'],
    ['q', null],
  ] as const)('%s is %s', (key, command) => {
    expect(reviewCommandOf({ ...bare, key }, onPage)).toBe(command);
  });

  it('are no verdict while typing, or with a modifier', () => {
    expect(reviewCommandOf({ ...bare, key: 'y' }, typing)).toBeNull();
    expect(reviewCommandOf({ ...bare, key: 'n', ctrlKey: true }, onPage)).toBeNull();
  });
});

describe('the cursor', () => {
  const before = ['a', 'b', 'c'];
  it('begins at the first case, stays on it, and moves to the next when it is gone', () => {
    expect(cursorIn(before, null, before)).toBe('a');
    expect(cursorIn(before, null, [])).toBe('a');
    expect(cursorIn(['x', 'b', 'c'], 'b', before)).toBe('b');
    expect(cursorIn(['a', 'c'], 'b', before)).toBe('c');
    expect(cursorIn(['a'], 'c', before)).toBe('a');
    expect(cursorIn([], 'c', before)).toBeNull();
  });

  it('moves within the list', () => {
    expect(movedIn(before, 'a', 1)).toBe('b');
    expect(movedIn(before, 'c', 1)).toBe('c');
    expect(movedIn(before, 'a', -1)).toBe('a');
    expect(movedIn(before, null, 1)).toBe('a');
    expect(movedIn([], null, 1)).toBeNull();
  });
});
