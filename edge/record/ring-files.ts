// The files of a ring buffer: finished segments, their sizes, and the unfinished segments of an interrupted run. A missing folder or
// file counts as empty, because people may remove files there.
import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../host/error-code.ts';
import { liveSegmentStart, parseSegmentName, type Segment } from './segment.ts';

export async function readSegments(dir: string): Promise<Segment[]> {
  return (await readdir(dir)).map(parseSegmentName).filter((name) => name !== null);
}

/** Size of a file; null when it is missing. */
export async function bytesOf(file: string): Promise<number | null> {
  return (await statOrNull(file))?.size ?? null;
}

function statOrNull(file: string): Promise<Stats | null> {
  return stat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
}

/** An unfinished segment with its times from its name and its modification time; null when it is empty or missing. */
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

/** Empty when the folder is missing; the recorder creates it again. */
export async function namesIn(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
