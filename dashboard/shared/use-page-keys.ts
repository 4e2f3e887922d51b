// Keyboard commands of a page. Takes a function from key and focus to a command, and its handler. While a dialog is open it gets
// the keys.
import { useEffect, useEffectEvent } from 'react';

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface KeyPlace {
  /** In text fields keys are text. */
  readonly isTyping: boolean;
  /** Some keys, such as Enter, belong to the focused control. */
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

const untyped = ['checkbox', 'radio', 'button', 'range'];

function placeOf(element: Element | null): KeyPlace {
  const isField = element instanceof HTMLInputElement && !untyped.includes(element.type);
  const isTyping =
    isField || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
  return {
    isTyping,
    isControl: isTyping || (element?.matches('a, button, summary, input') ?? false),
  };
}
