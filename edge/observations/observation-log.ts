// One camera's observation log on the edge's disk: hour files of blocks, with limited retention. Each observation is written at
// once to the open block's file, so that a crash loses at most one; a full block goes to its hour's file and to the listener.
// Write only: `read-observations.ts` reads.
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Box, Observation } from '../../contracts/index.ts';
import { createBlockWriter, type BlockWriterOptions } from './block-writer.ts';
import { openBlockFile } from './log-files.ts';
import { recoverLog } from './recover-log.ts';

export type { ClosedBlock } from './block-writer.ts';

export interface ObservationLogOptions extends Omit<BlockWriterOptions, 'folder' | 'draft'> {
  /** The log is in a subfolder named after the camera's id. */
  readonly dir: string;
  readonly cameraId: string;
}

export interface ObservationLog {
  /**
   * Adds an observation, quantised by the pipeline. Returns at once; failures are logged.
   * @param watched the areas that the detector was given; null or absent when unknown
   */
  add(observation: Observation, watched?: readonly Box[] | null): void;
  /** Closes the open block, if any; resolves when everything added is on disk. */
  flush(): Promise<void>;
  /** Flushes and closes the files. Nothing may be added afterwards. */
  close(): Promise<void>;
}

export async function openObservationLog(options: ObservationLogOptions): Promise<ObservationLog> {
  const { dir, cameraId, log } = options;
  const folder = join(dir, cameraId);
  await mkdir(folder, { recursive: true });
  const left = await recoverLog(folder, log);
  const draft = await open(join(folder, openBlockFile), 'a');
  const writer = createBlockWriter({ ...options, folder, draft });
  try {
    await writer.takeIn(left);
  } catch (error) {
    // On a full disk this is retried again and again.
    await draft.close();
    throw error;
  }
  const queue = createQueue(log);
  return {
    add: (observation, watched = null) => {
      void queue.push(() => writer.add(observation, watched));
    },
    flush: () => queue.push(() => writer.closeBlock()),
    close: async () => {
      await queue.push(() => writer.closeBlock());
      await draft.close();
    },
  };
}

/** Runs tasks one after another. A failure is logged when it changes, and the next task runs anyway. */
function createQueue(log: Logger) {
  let last = Promise.resolve();
  let problem = '';
  const attempt = async (task: () => Promise<void>): Promise<void> => {
    const before = problem;
    try {
      await task();
      problem = '';
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    if (problem !== before)
      if (problem) log.error({ problem }, 'the observation log cannot be written');
      else log.info('the observation log can be written again');
  };
  return {
    push: (task: () => Promise<void>): Promise<void> => (last = last.then(() => attempt(task))),
  };
}
