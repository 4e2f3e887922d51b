// Keeps the state of a page while the user visits others: loaded data and scroll position. It lasts until log-out or until the
// tab is closed.
import { createContext, useContext, useState, type ReactNode } from 'react';

/** A key for the state, and how to create it. The same key returns the same state. */
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
