// Keys of the desk, and keys that belong to something else.
import { describe, expect, test } from 'vitest';
import { commandOf, deskCommands, keysOf } from './desk-keys.ts';

const bare = { ctrlKey: false, metaKey: false, altKey: false };
const onPage = { isTyping: false, isControl: false };

describe('a key', () => {
  test.each([
    ['j', 'down'],
    ['ArrowDown', 'down'],
    ['k', 'up'],
    ['x', 'choose'],
    ['*', 'choose-all'],
    ['Enter', 'open'],
    ['a', 'acknowledge'],
    ['e', 'escalate'],
    ['m', 'mute'],
    ['s', 'assign'],
    ['/', 'search'],
    ['?', 'help'],
    ['Escape', 'leave'],
    ['q', null],
    ['', null],
  ])('%s means %s', (key, command) => {
    expect(commandOf({ ...bare, key }, onPage)).toBe(command);
  });

  test('belongs to the text field while typing, except Escape', () => {
    const typing = { isTyping: true, isControl: true };
    expect(commandOf({ ...bare, key: 'a' }, typing)).toBeNull();
    expect(commandOf({ ...bare, key: '/' }, typing)).toBeNull();
    expect(commandOf({ ...bare, key: 'Escape' }, typing)).toBe('leave');
  });

  test('belongs to the browser with Ctrl, Alt or Cmd', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const)
      expect(commandOf({ ...bare, [held]: true, key: 'a' }, onPage)).toBeNull();
  });

  test('presses the focused button', () => {
    const button = { isTyping: false, isControl: true };
    expect(commandOf({ ...bare, key: 'Enter' }, button)).toBeNull();
    expect(commandOf({ ...bare, key: 'j' }, button)).toBe('down');
  });

  test('has one meaning', () => {
    const all = deskCommands.flatMap((command) => keysOf[command]);
    expect(new Set(all).size).toBe(all.length);
  });
});
