// Lets a loop sleep until there is something to do. Whoever has something rings; the one that waits goes on.

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
        // Whoever waited before has gone on without it.
        listeners = [resolve];
      }),
  };
}
