// Passes what happens on to whoever is listening at the moment. Nothing is kept: a listener that connects later asks for
// the state of things first.
import type { LiveEvent } from '../../contracts/index.ts';

export interface LiveHub {
  publish(event: LiveEvent): void;
  /** Gives the way to stop listening. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
}

export function createLiveHub(): LiveHub {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
