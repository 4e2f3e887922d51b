// Broadcasts events to the current listeners. Nothing is stored: a client that connects later fetches the current state first.
import type { LiveEvent } from '../../contracts/index.ts';

export interface LiveHub {
  publish(event: LiveEvent): void;
  /** Returns a function to stop listening. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
  /** Whether anybody listens. */
  isHeard(): boolean;
}

export function createLiveHub(): LiveHub {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    publish: (event) => {
      for (const listener of listeners) listener(event);
    },
    isHeard: () => listeners.size > 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
