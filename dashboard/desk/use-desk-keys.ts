// Listens to the keyboard of the whole page for the commands of the desk. While a dialog is open, keys are its own.
import { useEffect, useEffectEvent } from 'react';
import { commandOf, type DeskCommand } from './desk-keys.ts';

export function useDeskKeys(onCommand: (command: DeskCommand) => void): void {
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

function placeOf(element: Element | null) {
  const isField = element instanceof HTMLInputElement && !untyped.includes(element.type);
  const isTyping =
    isField || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
  return {
    isTyping,
    isControl: isTyping || (element?.matches('a, button, summary, input') ?? false),
  };
}
