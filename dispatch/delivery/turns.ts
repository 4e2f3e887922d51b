// A semaphore: a fixed number may run at once; the others wait in order.

export interface Turns {
  /** False when all turns are taken: then wait for the next one. */
  tryTake(): boolean;
  /** Resolves with a turn taken. */
  next(): Promise<void>;
  giveBack(): void;
}

export function createTurns(most: number): Turns {
  const waiting: (() => void)[] = [];
  let free = most;
  return {
    tryTake: () => {
      if (free === 0) return false;
      free -= 1;
      return true;
    },
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    giveBack: () => {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
