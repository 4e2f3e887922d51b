// Keyboard commands of the review queue, and the cursor. Pure. Takes the key and whether a text field has the focus; returns a
// command.
import type { KeyPlace, PressedKey } from '../shared/use-page-keys.ts';

export type ReviewCommand = 'down' | 'up' | 'confirm' | 'dismiss' | 'open';

const keys: Readonly<Record<string, ReviewCommand>> = {
  j: 'down',
  ArrowDown: 'down',
  k: 'up',
  ArrowUp: 'up',
  y: 'confirm',
  n: 'dismiss',
  o: 'open',
};

export function reviewCommandOf(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  { isTyping }: Pick<KeyPlace, 'isTyping'>,
): ReviewCommand | null {
  if (isTyping || ctrlKey || metaKey || altKey) return null;
  return keys[key] ?? null;
}

/** The case under the cursor: the cursor stays until the case is gone, then moves to the next. */
export function cursorIn(
  ids: readonly string[],
  cursor: string | null,
  before: readonly string[],
): string | null {
  if (cursor !== null && ids.includes(cursor)) return cursor;
  if (cursor === null) return ids[0] ?? null;
  const next = before.slice(Math.max(before.indexOf(cursor), 0)).find((id) => ids.includes(id));
  return next ?? ids.at(-1) ?? null;
}

export function movedIn(ids: readonly string[], cursor: string | null, by: 1 | -1): string | null {
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  return ids[Math.min(Math.max(at + by, 0), ids.length - 1)] ?? null;
}
