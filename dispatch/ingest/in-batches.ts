// Collects items that arrive at the same time and processes them in batches, in order. Takes the batch function and the maximum
// size; returns a function for one item.

export type OneOfBatch<T, R> = (item: T) => Promise<R>;

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/** Answers of a batch trigger further items a moment later: after a large batch it is worth waiting for them. */
const lingerMs = 2;
const largeBatch = 8;

/** @param work returns one result per item, in order */
export function inBatches<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  most: number,
): OneOfBatch<T, R> {
  const waiting: Waiting<T, R>[] = [];
  let isRunning = false;
  const run = async () => {
    isRunning = true;
    let lastSize = 0;
    while (waiting.length > 0) {
      await moment(lastSize >= largeBatch && waiting.length < lastSize ? lingerMs : 0);
      const batch = waiting.splice(0, most);
      lastSize = batch.length;
      await settle(batch, work);
    }
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
}

async function settle<T, R>(
  batch: readonly Waiting<T, R>[],
  work: (items: readonly T[]) => Promise<readonly R[]>,
): Promise<void> {
  try {
    const results = await work(batch.map(({ item }) => item));
    if (results.length !== batch.length) throw new Error('a batch gave too few results');
    batch.forEach(({ resolve }, index) => {
      resolve(results[index] as R);
    });
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

/** Items that are ready in this turn of the event loop join. */
function moment(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0) setImmediate(resolve);
    else setTimeout(resolve, ms);
  });
}
