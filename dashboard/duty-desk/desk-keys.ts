// What a key means at the desk. Pure: takes the key and where it was pressed; gives a command, or null for a key that is
// somebody else's, such as one that is typed into a field.
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

/** In the order in which the help names them. */
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

/** @param place the element that has the focus: its tag, and whether it is one that text is typed into */
export function commandOf(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  place: KeyPlace,
): DeskCommand | null {
  if (ctrlKey || metaKey || altKey) return null;
  const command = deskCommands.find((one) => keysOf[one].includes(key)) ?? null;
  if (place.isTyping) return command === 'leave' ? command : null;
  // A button or a link that has the focus is pressed by Enter itself.
  if (place.isControl && key === 'Enter') return null;
  return command;
}
