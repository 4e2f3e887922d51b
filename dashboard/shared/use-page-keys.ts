// Listens to the keyboard of the whole page. Takes what a key means where the cursor stands, and what to do then. While a dialog is
// open, keys are its own.
import { useEffect, useEffectEvent } from 'react';

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface KeyPlace {
  /** Keys are text there. */
  readonly isTyping: boolean;
  /** Some keys, such as Enter, are the control's own. */
  readonly isControl: boolean;
}

export function usePageKeys<Command>(
  commandOf: (event: KeyboardEvent, place: KeyPlace) => Command | null,
  onCommand: (command: Command) => void,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const command = commandOf(event, placeOf(document.activeElement));
    if (command === null) return;
    event.preventDefault();
    onCommand(command);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      onKey(event);
    };
    addEventListener('keydown', listener);
    return () => {
      removeEventListener('keydown', listener);
    };
  }, []);
}

const untyped = ['checkbox', 'radio', 'button'];

function placeOf(element: Element | null): KeyPlace {
  const isField = element instanceof HTMLInputElement && !untyped.includes(element.type);
  const isTyping =
    isField || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
  return {
    isTyping,
    isControl: isTyping || (element?.matches('a, button, summary, input') ?? false),
  };
}
