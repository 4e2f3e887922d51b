// Keeps where a long page was scrolled to while somebody looks at another one. Takes a name for what is shown and whether it is
// there yet; scrolls back to where it stood when it comes again.
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
