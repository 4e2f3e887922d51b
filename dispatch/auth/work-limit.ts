// Limits concurrent heavy work: a fixed number runs at once, a few more wait, and the rest are rejected. Takes the work; returns
// its result, or that there was no room.

export interface WorkLimit {
  run<T>(work: () => Promise<T>): Promise<T | 'busy'>;
}

export function createWorkLimit(limits: { parallel: number; waiting: number }): WorkLimit {
  const queue: (() => void)[] = [];
  let running = 0;
  const release = () => {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const turn = async (): Promise<void> => {
    if (running < limits.parallel) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  return {
    run: async (work) => {
      if (running >= limits.parallel && queue.length >= limits.waiting) return 'busy';
      await turn();
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
