// Reads one camera's observation log from a folder: the edge's own, or dispatch's copy. Takes a time span; returns observations
// in order and in batches, each moment once, with the areas that were watched.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../host/error-code.ts';
import {
  decodeLog,
  ObservationLogError,
  type LogBatch,
  type LogReading,
} from '../../observation-log/index.ts';
import { inflateNow } from './inflate-now.ts';
import { parseLogFile, type LogFile } from './log-files.ts';

export interface ReadOptions extends Pick<LogReading, 'isWanted'> {
  /** Holds one folder per camera. */
  readonly dir: string;
  readonly cameraId: string;
  /** Epoch ms; `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * Skips a block that is being written.
 * @throws ObservationLogError at a damaged file, after everything before it was returned
 */
export async function* readObservations(options: ReadOptions): AsyncGenerator<LogBatch, void> {
  const folder = join(options.dir, options.cameraId);
  let last = -Infinity;
  for (const { file } of await filesWithin(folder, options)) {
    for await (const batch of batchesOf(join(folder, file), options)) {
      const since = last;
      const fresh = batch.observations.filter(({ capturedAt }) => capturedAt > since);
      last = fresh.at(-1)?.capturedAt ?? last;
      if (fresh.length > 0) yield { ...batch, observations: fresh };
    }
  }
}

/** In order of time; the open block is last. */
async function filesWithin(folder: string, { from, to }: ReadOptions): Promise<LogFile[]> {
  const names: string[] = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names
    .sort()
    .map(parseLogFile)
    .filter((file) => file !== null)
    .filter(({ span }) => span === null || (span.from < to && span.to > from));
}

async function* batchesOf(
  path: string,
  { from, to, isWanted }: ReadOptions,
): AsyncGenerator<LogBatch> {
  try {
    yield* decodeLog(await readFile(path), { from, to }, { isWanted, inflate: inflateNow });
  } catch (error) {
    // Removed or emptied since the folder was listed, or still being written.
    if (isMissing(error)) return;
    if (!(error instanceof ObservationLogError)) throw error;
    if (error.fault.reason === 'cut-off') return;
    throw new ObservationLogError({ ...error.fault, message: `${path}: ${error.fault.message}` });
  }
}
