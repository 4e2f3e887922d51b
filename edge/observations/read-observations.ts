// Reads one camera's observation log from a folder, the edge's own or the one in which dispatch keeps what edges sent. Takes
// a span of time, gives observations in order, many at a time, each moment once, with what was watched meanwhile.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeLog,
  ObservationLogError,
  type LogBatch,
  type LogReading,
} from '../../geofences/index.ts';
import { inflateNow } from './inflate-now.ts';
import { parseLogFile, type LogFile } from './log-files.ts';

export interface ReadOptions extends Pick<LogReading, 'tracks'> {
  /** Holds a folder for each camera. */
  readonly dir: string;
  readonly cameraId: string;
  /** Epoch ms; `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * A block that is just being written is left out.
 * @throws ObservationLogError where a file is damaged, after all before it
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
  { from, to, tracks = 'all' }: ReadOptions,
): AsyncGenerator<LogBatch> {
  try {
    yield* decodeLog(await readFile(path), { from, to }, { tracks, inflate: inflateNow });
  } catch (error) {
    // Removed or emptied since the folder was read, or not yet written to its end.
    if (isMissing(error)) return;
    if (!(error instanceof ObservationLogError)) throw error;
    if (error.fault.reason === 'cut-off') return;
    throw new ObservationLogError({ ...error.fault, message: `${path}: ${error.fault.message}` });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
