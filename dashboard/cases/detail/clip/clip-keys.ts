// The keys of the clip player: steps by one picture and by one second, play and pause, the moment of the alert. Pure.
import type { KeyPlace, PressedKey } from '../../../shared/use-page-keys.ts';

export type ClipCommand =
  | { type: 'step'; by: 1 | -1 }
  | { type: 'jump'; byMs: number }
  | { type: 'play' }
  | { type: 'alert' };

const jumpMs = 1000;

const commands: Readonly<Record<string, ClipCommand>> = {
  '.': { type: 'step', by: 1 },
  ',': { type: 'step', by: -1 },
  ArrowRight: { type: 'jump', byMs: jumpMs },
  ArrowLeft: { type: 'jump', byMs: -jumpMs },
  k: { type: 'play' },
  ' ': { type: 'play' },
  a: { type: 'alert' },
};

/** Space and arrows belong to a focused control: they press it, and move the time line. */
const ofControls = [' ', 'ArrowLeft', 'ArrowRight'];

export function clipCommandOf(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  { isTyping, isControl }: KeyPlace,
): ClipCommand | null {
  if (isTyping || ctrlKey || metaKey || altKey) return null;
  if (isControl && ofControls.includes(key)) return null;
  return commands[key] ?? null;
}
