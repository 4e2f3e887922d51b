// Whether the search stands open on the page of alerts. It opens with its button, with "/", and when the address asks for
// something that only it shows; "/" leads back into its first field.
import { useEffect, useEffectEvent, useState } from 'react';
import { isSearching, type CaseFilter } from './case-filter.ts';

export function useSearchOpen(filter: CaseFilter): [boolean, () => void] {
  const [isOpen, setIsOpen] = useState(isSearching(filter));
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== '/' || !isPlain || isTyping(event.target)) return;
    event.preventDefault();
    if (isOpen) document.querySelector<HTMLInputElement>('.case-search input')?.focus();
    else setIsOpen(true);
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
  return [
    isOpen,
    () => {
      setIsOpen(!isOpen);
    },
  ];
}

function isTyping(target: EventTarget | null): boolean {
  const inDialog = document.querySelector('dialog[open]') !== null;
  return inDialog || (target instanceof Element && target.matches('input, select, textarea'));
}
