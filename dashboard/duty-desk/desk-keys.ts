// Keyboard commands of the duty desk. Pure: takes the key and the focused element; returns a command, or null for a key that
// belongs to something else, such as a text field.
import type { KeyPlace, PressedKey } from '../shared/use-page-keys.ts';

export const deskCommands = [
  'down',
  'up',
  'choose',
  'choose-all',
  'open',
  'acknowledge',
  'escalate',
  'mute',
  'assign',
  'search',
  'help',
  'leave',
] as const;
export type DeskCommand = (typeof deskCommands)[number];

/** In the order of the help. */
export const keysOf: Readonly<Record<DeskCommand, readonly string[]>> = {
  down: ['j', 'ArrowDown'],
  up: ['k', 'ArrowUp'],
  choose: ['x'],
  'choose-all': ['*'],
  open: ['Enter', 'o'],
  acknowledge: ['a'],
  escalate: ['e'],
  mute: ['m'],
  assign: ['s'],
  search: ['/'],
  help: ['?'],
  leave: ['Escape'],
};

/** @param place the focused element: its tag, and whether it takes text */
export function commandOf(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  place: KeyPlace,
): DeskCommand | null {
  if (ctrlKey || metaKey || altKey) return null;
  const command = deskCommands.find((one) => keysOf[one].includes(key)) ?? null;
  if (place.isTyping) return command === 'leave' ? command : null;
  // Enter presses a focused button or link itself.
  if (place.isControl && key === 'Enter') return null;
  return command;
}
