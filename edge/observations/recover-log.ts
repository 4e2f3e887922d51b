// Recovers one camera's log after an interrupted run, which may leave an open block and a partial block at the end of an hour's
// file. Takes the folder, cuts off the partial block, returns what to do with the open one.
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { isMissing } from '../../host/error-code.ts';
import type { Box, Observation } from '../../contracts/index.ts';
import { createBlockCheck, decodeBlock, type BlockHead } from '../../observation-log/index.ts';
import { hourFile, openBlockFile } from './log-files.ts';

export interface LeftOver {
  /** It is in its hour's file already, but may not have been reported. */
  readonly untold: Observation[];
  /** It is in no file yet. */
  readonly unkept: Observation[];
  readonly watched: readonly Box[] | null;
}

export async function recoverLog(folder: string, log: Logger): Promise<LeftOver> {
  const draft = await readBlocks(join(folder, openBlockFile));
  const observations = (await Promise.all(draft.blocks.map(observationsOf))).flat();
  const watched = draft.blocks.at(-1)?.head.watched ?? null;
  const first = observations[0];
  if (!first) return { untold: [], unkept: [], watched };
  const path = join(folder, hourFile(first.capturedAt));
  const hour = await readBlocks(path);
  if (hour.isTorn) {
    log.warn(
      { path, keptBytes: hour.goodBytes },
      'removed an incomplete block from the observation log',
    );
    await truncate(path, hour.goodBytes);
  }
  const kept = hour.blocks.find(({ head }) => head.from === first.capturedAt);
  const isKept = ({ capturedAt }: Observation) => kept !== undefined && capturedAt <= kept.head.to;
  log.info(
    { folder, observations: observations.length },
    'recovered an open block of observations',
  );
  return {
    untold: observations.filter(isKept),
    unkept: observations.filter((observation) => !isKept(observation)),
    watched,
  };
}

interface FoundBlock {
  readonly head: BlockHead;
  readonly bytes: Uint8Array;
}

/** The blocks of a file up to the first incomplete one. A missing file has none. */
async function readBlocks(path: string) {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (isMissing(error)) return new Uint8Array();
    throw error;
  });
  const check = createBlockCheck();
  const blocks: FoundBlock[] = [];
  let goodBytes = 0;
  while (goodBytes < bytes.length) {
    const found = check(bytes, goodBytes);
    if (!found.ok) break;
    blocks.push(found);
    goodBytes += found.bytes.length;
  }
  return { blocks, goodBytes, isTorn: goodBytes < bytes.length };
}

function observationsOf({ head, bytes }: FoundBlock): Promise<Observation[]> {
  return decodeBlock(bytes, head);
}

async function truncate(path: string, length: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(length);
    await file.datasync();
  } finally {
    await file.close();
  }
}
