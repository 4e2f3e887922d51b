// Gathers what comes at the same time, so that it is done together: one batch after the other, in the order in which it came. Takes
// what does a batch and how many it may take; gives what does one.

export type OneOfBatch<T, R> = (item: T) => Promise<R>;

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

/** What is answered in a batch is followed by more a moment later: it is worth waiting for after a large one. */
const lingerMs = 2;
const largeBatch = 8;

/** @param work gives a result for each item, in their order */
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

/** Whatever is ready in this turn of the loop joins. */
function moment(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0) setImmediate(resolve);
    else setTimeout(resolve, ms);
  });
}
