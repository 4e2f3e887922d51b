// Keeps the scroll position of a long page while the user visits others. Takes a key and whether the content is loaded; scrolls
// back when the page is shown again.
import { useLayoutEffect } from 'react';
import { usePageMemory } from './page-memory.tsx';

const makePlaces = () => new Map<string, number>();

export function useKeptScroll(name: string, isThere: boolean): void {
  const places = usePageMemory(makePlaces);
  useLayoutEffect(() => {
    if (!isThere) return;
    const before = places.get(name);
    if (before !== undefined) scrollTo(0, before);
    const keep = () => {
      places.set(name, scrollY);
    };
    addEventListener('scroll', keep, { passive: true });
    return () => {
      removeEventListener('scroll', keep);
    };
  }, [places, name, isThere]);
}
