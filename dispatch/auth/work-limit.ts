// Limits concurrent heavy work: a fixed number runs at once, a few more wait, and the rest are rejected. Work that goes first has
// waiting places of its own, so that a crowd cannot take them. Takes the work; returns its result, or that there was no room.

export interface WorkLimit {
  run<T>(work: () => Promise<T>, goesFirst?: boolean): Promise<T | 'busy'>;
}

export function createWorkLimit(limits: { parallel: number; waiting: number }): WorkLimit {
  const first: (() => void)[] = [];
  const rest: (() => void)[] = [];
  let running = 0;
  const release = () => {
    const next = first.shift() ?? rest.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const turn = async (queue: (() => void)[]): Promise<void> => {
    if (running < limits.parallel) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  return {
    run: async (work, goesFirst = false) => {
      const queue = goesFirst ? first : rest;
      if (running >= limits.parallel && queue.length >= limits.waiting) return 'busy';
      await turn(queue);
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
