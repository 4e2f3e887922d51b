// The observation log as a single file: what `analyze --observations` writes and `fences test --observations` reads. Takes
// observations in order, gives them back in order, many at a time.
import { open, readFile } from 'node:fs/promises';
import type { Observation } from '../contracts/index.ts';
import { decodeBatches, encodeBlock, startsNewBlock, type LogSpan } from '../geofences/index.ts';

export interface ObservationFile {
  add(observation: Observation): Promise<void>;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Begins the file anew. @throws when it cannot be written */
export async function createObservationFile(path: string): Promise<ObservationFile> {
  const file = await open(path, 'w');
  let block: Observation[] = [];
  const write = async () => {
    if (block.length > 0) await file.appendFile(await encodeBlock(block));
    block = [];
  };
  return {
    add: async (observation) => {
      const [first, last] = [block[0], block.at(-1)];
      const { capturedAt } = observation;
      if (first && last) {
        const filled = { from: first.capturedAt, to: last.capturedAt, count: block.length };
        if (startsNewBlock(filled, capturedAt)) await write();
      }
      block.push(observation);
    },
    close: async () => {
      await write().finally(() => file.close());
    },
  };
}

/**
 * @throws when the file cannot be read
 * @throws ObservationLogError where it is damaged, after all before that
 */
export async function* readObservationFile(
  path: string,
  span: LogSpan = {},
): AsyncGenerator<Observation[], void> {
  yield* decodeBatches(await readFile(path), span);
}
