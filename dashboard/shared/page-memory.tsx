// What a page keeps while somebody looks at another one: what was loaded, where it stood. It lasts as long as somebody is
// logged in and the tab is open.
import { createContext, useContext, useState, type ReactNode } from 'react';

/** Names what is kept, and makes it when it is wanted first. The same maker gives the same thing. */
export type Maker<T> = () => T;

interface Kept {
  of<T>(make: Maker<T>): T;
}

const MemoryContext = createContext<Kept | null>(null);

export function PageMemoryProvider({ children }: { children: ReactNode }) {
  const [memory] = useState(createMemory);
  return <MemoryContext value={memory}>{children}</MemoryContext>;
}

export function usePageMemory<T>(make: Maker<T>): T {
  const memory = useContext(MemoryContext);
  if (!memory) throw new Error('usePageMemory needs a PageMemoryProvider above it');
  return memory.of(make);
}

export function createMemory(): Kept {
  const kept = new Map<Maker<unknown>, unknown>();
  return {
    of: <T,>(make: Maker<T>): T => {
      if (!kept.has(make)) kept.set(make, make());
      return kept.get(make) as T;
    },
  };
}
