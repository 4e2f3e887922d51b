// Whether the search is open on the alerts page. It opens by its button, by "/", and when the address has a filter that only it
// shows; "/" also focuses its first field.
import { useState } from 'react';
import { usePageKeys, type KeyPlace, type PressedKey } from '../shared/use-page-keys.ts';
import { isSearching, type CaseFilter } from './case-filter.ts';

export function useSearchOpen(filter: CaseFilter): [boolean, () => void] {
  const [isOpen, setIsOpen] = useState(isSearching(filter));
  usePageKeys(searchKey, () => {
    if (isOpen) document.querySelector<HTMLInputElement>('.case-search input')?.focus();
    else setIsOpen(true);
  });
  return [
    isOpen,
    () => {
      setIsOpen(!isOpen);
    },
  ];
}

/** With a modifier key it belongs to the browser. */
function searchKey({ key, ctrlKey, metaKey, altKey }: PressedKey, { isTyping }: KeyPlace) {
  return key === '/' && !ctrlKey && !metaKey && !altKey && !isTyping ? 'search' : null;
}
