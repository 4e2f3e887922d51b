// One camera's observation log on the edge's disk: hour files of blocks, kept for a while. Every observation is written at
// once into the open block's file, so that a crash loses at most one; a full block goes into its hour's file and to
// whoever asked for it. Takes observations in order, gives nothing back: `read-observations.ts` reads.
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Box, Observation } from '../../contracts/index.ts';
import { createBlockWriter, type BlockWriterOptions } from './block-writer.ts';
import { openBlockFile } from './log-files.ts';
import { recoverLog } from './recover-log.ts';

export type { ClosedBlock } from './block-writer.ts';

export interface ObservationLogOptions extends Omit<BlockWriterOptions, 'folder' | 'draft'> {
  /** The log is in a folder of this one that has the camera's id as its name. */
  readonly dir: string;
  readonly cameraId: string;
}

export interface ObservationLog {
  /**
   * Takes one observation, quantised as the pipeline gives it. Returns at once; what goes wrong is logged.
   * @param watched the parts of the picture that the detector was given; left out or null when that is not known
   */
  add(observation: Observation, watched?: readonly Box[] | null): void;
  /** Closes the open block, if there is one; resolves when all that was added is on the disk. */
  flush(): Promise<void>;
  /** The same, and lets go of the files. Nothing may be added after. */
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
    // A full disk: this is tried again and again.
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

/** Does one thing after the other; a failure is logged when it changes, and the next thing is done all the same. */
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
