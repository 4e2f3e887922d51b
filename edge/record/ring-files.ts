// The files in the folder of a ring of segments: which there are, how large, and what a run that was cut off has left. A folder
// or a file that is gone counts as empty: others may clear up there, too.
import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../host/error-code.ts';
import { liveSegmentStart, parseSegmentName, type Segment } from './segment.ts';

export async function readSegments(dir: string): Promise<Segment[]> {
  return (await readdir(dir)).map(parseSegmentName).filter((name) => name !== null);
}

/** Null when the file is gone: others may clear up in the folder, too. */
export async function bytesOf(file: string): Promise<number | null> {
  return (await statOrNull(file))?.size ?? null;
}

function statOrNull(file: string): Promise<Stats | null> {
  return stat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
}

/** Its times as its name and the disk know them; null when nothing of it was written, or it is gone. */
export async function unfinishedSegment(
  dir: string,
  file: string,
  newestEndAt: number,
): Promise<Segment | null> {
  const info = await statOrNull(join(dir, file));
  if (info === null || info.size === 0) return null;
  const startAt = liveSegmentStart(file) ?? Math.max(Math.round(info.birthtimeMs), newestEndAt);
  const endAt = Math.round(info.mtimeMs);
  return endAt <= startAt ? null : { file, startAt, endAt };
}

/** None when the folder was cleared away: the recorder makes it again. */
export async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
