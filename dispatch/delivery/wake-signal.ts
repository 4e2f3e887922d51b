// Lets a loop sleep until a producer wakes it.

export interface WakeSignal {
  wake: () => void;
  /** Resolves at the next wake. */
  next: () => Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  let listeners: (() => void)[] = [];
  return {
    wake: () => {
      for (const listener of listeners.splice(0)) listener();
    },
    next: () =>
      new Promise((resolve) => {
        // The previous waiter has already continued.
        listeners = [resolve];
      }),
  };
}
