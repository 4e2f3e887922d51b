// Lets so many do something at once; the others wait for their turn, in the order in which they came.

export interface Turns {
  /** False when all turns are taken: then the next one is to be waited for. */
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
