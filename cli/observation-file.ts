// The observation log as a single file: `analyze --observations` writes it and `fences test --observations` reads it. Takes
// observations in order; returns them in order, in batches.
import { open, readFile } from 'node:fs/promises';
import type { Box, Observation } from '../contracts/index.ts';
import {
  decodeLog,
  encodeBlock,
  startsNewBlock,
  type LogBatch,
  type LogReading,
  type LogSpan,
} from '../observation-log/index.ts';
import { inflateNow } from '../edge/observations/inflate-now.ts';

export interface ObservationFile {
  /** @param watched the areas that the detector was given; null when unknown */
  add(observation: Observation, watched: readonly Box[] | null): Promise<void>;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Starts the file from scratch. @throws when it cannot be written */
export async function createObservationFile(path: string): Promise<ObservationFile> {
  const file = await open(path, 'w');
  let block: Observation[] = [];
  let watchedNow: readonly Box[] | null = null;
  const write = async () => {
    if (block.length > 0) await file.appendFile(await encodeBlock(block, { watched: watchedNow }));
    block = [];
  };
  return {
    add: async (observation, watched) => {
      const isOther = JSON.stringify(watched) !== JSON.stringify(watchedNow);
      if (isOther || isFull(block, observation)) await write();
      watchedNow = watched;
      block.push(observation);
    },
    close: async () => {
      try {
        await write();
      } finally {
        await file.close();
      }
    },
  };
}

function isFull(block: readonly Observation[], next: Observation): boolean {
  const first = block[0];
  const last = block.at(-1);
  if (!first || !last) return false;
  const filled = { from: first.capturedAt, to: last.capturedAt, count: block.length };
  return startsNewBlock(filled, next.capturedAt) !== null;
}

/**
 * @throws when the file cannot be read
 * @throws ObservationLogError where it is damaged, after all observations before that
 */
export async function* readObservationFile(
  path: string,
  span: LogSpan = {},
  { isWanted }: Pick<LogReading, 'isWanted'> = {},
): AsyncGenerator<LogBatch, void> {
  yield* decodeLog(await readFile(path), span, { isWanted, inflate: inflateNow });
}
