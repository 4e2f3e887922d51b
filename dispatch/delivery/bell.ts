// Lets a loop sleep until there is something to do: a producer rings, and the waiting loop goes on.

export interface Bell {
  ring: () => void;
  /** Resolves at the next ring. */
  next: () => Promise<void>;
}

export function createBell(): Bell {
  let listeners: (() => void)[] = [];
  return {
    ring: () => {
      for (const listener of listeners.splice(0)) listener();
    },
    next: () =>
      new Promise((resolve) => {
        // The previous waiter has already continued.
        listeners = [resolve];
      }),
  };
}
