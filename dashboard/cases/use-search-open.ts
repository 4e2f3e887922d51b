// Whether the search stands open on the page of alerts. It opens with its button, with "/", and when the address asks for
// something that only it shows; "/" leads back into its first field.
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

/** With a control key it is the browser's own. */
function searchKey({ key, ctrlKey, metaKey, altKey }: PressedKey, { isTyping }: KeyPlace) {
  return key === '/' && !ctrlKey && !metaKey && !altKey && !isTyping ? 'search' : null;
}
