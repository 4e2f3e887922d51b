// Writes the blocks of one camera's log: each observation goes into the draft file; a full block goes into its hour's file and to
// a listener. Handles one call at a time: the caller waits for the previous one.
import { open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Box, Observation } from '../../contracts/index.ts';
import {
  cutIntoBlocks,
  encodeBlock,
  encodeStoredBlock,
  startsNewBlock,
} from '../../observation-log/index.ts';
import type { Clock } from '../../host/clock.ts';
import { filesToDrop, hourFile, parseLogFile, type KeptFile } from './log-files.ts';
import type { LeftOver } from './recover-log.ts';

/** A block of the log, ready to be sent. */
export interface ClosedBlock {
  /** `capturedAt` of the first and of the last observation, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

export interface BlockWriterOptions {
  /** The folder of the log. */
  readonly folder: string;
  /** The open block's file, opened for appending. */
  readonly draft: FileHandle;
  /** Hours that ended this long ago are removed. */
  readonly keepMs: number;
  /** The oldest hours are removed until the rest fits. */
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Maximum duration of a block; five minutes when absent. */
  readonly blockMs?: number;
  /** Called with each block once it is on disk; the last block may be repeated after a crash. */
  readonly onBlock?: (block: ClosedBlock) => void | Promise<void>;
}

export interface BlockWriter {
  add(observation: Observation, watched: readonly Box[] | null): Promise<void>;
  /** Does nothing when there is no open block. */
  closeBlock(): Promise<void>;
  /** Adopts the blocks that an interrupted run left. */
  takeIn(left: LeftOver): Promise<void>;
}

export function createBlockWriter(options: BlockWriterOptions): BlockWriter {
  const { draft, blockMs } = options;
  let block: Observation[] = [];
  let watchedNow: readonly Box[] | null = null;

  /** Empties the draft last, because it is needed to recover from a crash before that. */
  const closeBlock = async () => {
    if (block.length === 0) return;
    const full = block;
    block = [];
    try {
      await keep(options, full, watchedNow);
    } finally {
      await draft.truncate();
    }
    await removeOld(options);
  };
  return {
    closeBlock,
    add: async (observation, watched) => {
      const isNew = isOther(block, observation, blockMs) || !isSameList(watched, watchedNow);
      try {
        if (isNew) await closeBlock();
      } finally {
        watchedNow = watched;
        block.push(observation);
        await draft.appendFile(encodeStoredBlock([observation], { watched }));
      }
    },
    takeIn: async ({ untold, unkept, watched }) => {
      if (untold.length > 0) await tell(options, await closedBlock(untold, watched));
      for (const observations of cutIntoBlocks(unkept, blockMs))
        await keep(options, observations, watched);
      await draft.truncate();
      await removeOld(options);
    },
  };
}

/** Reports the block even when the disk refuses it, so that at least dispatch has it. */
async function keep(
  options: BlockWriterOptions,
  observations: readonly Observation[],
  watched: readonly Box[] | null,
): Promise<void> {
  const closed = await closedBlock(observations, watched);
  const path = join(options.folder, hourFile(closed.from));
  try {
    await append(path, closed.bytes);
  } finally {
    await tell(options, closed);
  }
}

async function tell({ folder, log, onBlock }: BlockWriterOptions, block: ClosedBlock) {
  try {
    await onBlock?.(block);
  } catch (error) {
    log.error(
      { error, folder, from: block.from },
      'a block of observations could not be queued for dispatch',
    );
  }
}

function isOther(block: readonly Observation[], next: Observation, blockMs?: number): boolean {
  const first = block[0];
  const last = block.at(-1);
  if (!first || !last) return false;
  const open = { from: first.capturedAt, to: last.capturedAt, count: block.length };
  return startsNewBlock(open, next.capturedAt, blockMs) !== null;
}

function isSameList(a: readonly Box[] | null, b: readonly Box[] | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

async function closedBlock(
  observations: readonly Observation[],
  watched: readonly Box[] | null,
): Promise<ClosedBlock> {
  const bytes = await encodeBlock(observations, { watched });
  const first = observations[0];
  const last = observations.at(-1);
  return { from: first?.capturedAt ?? 0, to: last?.capturedAt ?? 0, bytes };
}

/** Flushes to the disk too. */
async function append(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.appendFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function removeOld({ folder, keepMs, maxBytes, clock, log }: BlockWriterOptions) {
  const limits = { keepAfter: clock.now() - keepMs, maxBytes };
  for (const file of filesToDrop(await keptFiles(folder), limits)) {
    await rm(join(folder, file), { force: true });
    log.debug({ folder, file }, 'removed old observations');
  }
}

async function keptFiles(folder: string): Promise<KeptFile[]> {
  const files = (await readdir(folder)).map(parseLogFile).filter((file) => file !== null);
  return Promise.all(
    files.map(async (one) => ({ ...one, bytes: (await stat(join(folder, one.file))).size })),
  );
}
