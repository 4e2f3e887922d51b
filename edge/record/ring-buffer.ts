// The last stretch of one camera's video on disk, as segments. Finished segments are renamed to carry their times, old
// ones are removed by age and by size, and what a crash left unfinished is taken in at the next start.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import {
  isUnfinished,
  parseSegmentName,
  segmentName,
  segmentsToDrop,
  segmentsWithin,
  type Segment,
} from './segment.ts';

export interface RingBuffer {
  readonly dir: string;
  /** Takes in a segment that has just been finished under its working name. */
  add(segment: Segment): Promise<void>;
  /** Takes in what a run that was cut off has left: the part that was written is good. */
  adoptUnfinished(): Promise<void>;
  /** In order, those that hold any of the span. */
  within(fromMs: number, toMs: number): Segment[];
  /** End of the newest segment, null when there is none. */
  recordedUntil(): number | null;
}

export interface RingBufferOptions {
  dir: string;
  keepMs: number;
  maxBytes: number;
  clock: Clock;
  log: Logger;
}

type Kept = Segment & { bytes: number };

export async function openRingBuffer(options: RingBufferOptions): Promise<RingBuffer> {
  const { dir, keepMs, maxBytes, clock, log } = options;
  await mkdir(dir, { recursive: true });
  const kept = new Map<string, Kept>();
  for (const segment of await readSegments(dir)) kept.set(segment.file, segment);

  const trim = async () => {
    const limits = { keepAfter: clock.now() - keepMs, maxBytes };
    for (const { file } of segmentsToDrop([...kept.values()], limits)) {
      kept.delete(file);
      await rm(join(dir, file), { force: true });
    }
  };
  const add = async (segment: Segment) => {
    if (segment.endAt <= segment.startAt) return rm(join(dir, segment.file), { force: true });
    const file = segmentName(segment);
    await rename(join(dir, segment.file), join(dir, file));
    const { size } = await stat(join(dir, file));
    kept.set(file, { ...segment, file, bytes: size });
    await trim();
  };
  const adoptUnfinished = async () => {
    const newest = lastEnd(kept);
    for (const file of (await readdir(dir)).filter(isUnfinished).sort()) {
      const segment = await unfinishedSegment(dir, file, newest);
      if (segment) await add(segment);
      else await rm(join(dir, file), { force: true });
      log.info({ dir, file, kept: segment !== null }, 'took in an unfinished segment');
    }
  };

  await adoptUnfinished();
  await trim();
  return {
    dir,
    add,
    adoptUnfinished,
    within: (fromMs, toMs) => segmentsWithin([...kept.values()], fromMs, toMs),
    recordedUntil: () => (kept.size === 0 ? null : lastEnd(kept)),
  };
}

function lastEnd(kept: ReadonlyMap<string, Segment>): number {
  return Math.max(0, ...[...kept.values()].map(({ endAt }) => endAt));
}

async function readSegments(dir: string): Promise<Kept[]> {
  const segments = (await readdir(dir)).map(parseSegmentName).filter((name) => name !== null);
  return Promise.all(
    segments.map(async (segment) => ({
      ...segment,
      bytes: (await stat(join(dir, segment.file))).size,
    })),
  );
}

/** Its times as the disk knows them; null when nothing of it was written. */
async function unfinishedSegment(
  dir: string,
  file: string,
  newestEndAt: number,
): Promise<Segment | null> {
  const { size, birthtimeMs, mtimeMs } = await stat(join(dir, file));
  const startAt = Math.max(Math.round(birthtimeMs), newestEndAt);
  const endAt = Math.round(mtimeMs);
  return size === 0 || endAt <= startAt ? null : { file, startAt, endAt };
}
