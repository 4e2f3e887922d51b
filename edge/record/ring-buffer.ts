// The last stretch of one camera's video on disk, as segments. Finished segments are renamed to carry their times, old
// ones are removed by age and by size, and what a crash left unfinished is taken in at the next start.
import type { Stats } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import {
  isUnfinished,
  liveSegmentStart,
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
  /** The segment that is being written, as far as it is: it can be read already. */
  grow(segment: Segment): void;
  /** Takes in what a run that was cut off has left: the part that was written is good. */
  adoptUnfinished(): Promise<void>;
  /** In order, those that hold any of the span. */
  within(fromMs: number, toMs: number): Segment[];
  /** End of the newest segment, or of what is written of the next; null when there is none. */
  recordedUntil(): number | null;
}

export interface RingBufferOptions {
  dir: string;
  keepMs: number;
  maxBytes: number;
  clock: Clock;
  log: Logger;
}

type Kept = Segment & {
  bytes: number;
  /** When it was taken in, by the steady clock: its age when its own times cannot be true. */
  addedMs: number;
};

/** What is dated later than this from now was recorded before the time of day was set back. */
const futureMs = 60_000;

export async function openRingBuffer(options: RingBufferOptions): Promise<RingBuffer> {
  const { dir, keepMs, maxBytes, clock, log } = options;
  await mkdir(dir, { recursive: true });
  const kept = new Map<string, Kept>();
  for (const segment of await readSegments(dir)) {
    const bytes = await bytesOf(join(dir, segment.file));
    if (bytes !== null) kept.set(segment.file, { ...segment, bytes, addedMs: clock.steady() });
  }
  let live: Segment | null = null;

  const isMisdated = ({ startAt }: Segment) => startAt > clock.now() + futureMs;
  const trim = async () => {
    const all = [...kept.values()];
    const limits = { keepAfter: clock.now() - keepMs, maxBytes };
    const stale = all.filter((one) => isMisdated(one) && clock.steady() - one.addedMs > keepMs);
    for (const { file } of [...stale, ...segmentsToDrop(all, limits)]) {
      kept.delete(file);
      await rm(join(dir, file), { force: true });
    }
  };
  const add = async (segment: Segment) => {
    if (live?.file === segment.file) live = null;
    if (segment.endAt <= segment.startAt) return rm(join(dir, segment.file), { force: true });
    const file = segmentName(segment);
    const bytes = await bytesOf(join(dir, segment.file));
    // It has been taken in already, or others have cleared up.
    if (bytes === null) return;
    await rename(join(dir, segment.file), join(dir, file));
    kept.set(file, { ...segment, file, bytes, addedMs: clock.steady() });
    await trim();
  };
  const adoptUnfinished = async () => {
    live = null;
    const newest = lastEnd([...kept.values()].filter((segment) => !isMisdated(segment)));
    for (const file of (await readdir(dir)).filter(isUnfinished).sort()) {
      const segment = await unfinishedSegment(dir, file, newest);
      if (segment) await add(segment);
      else await rm(join(dir, file), { force: true });
      log.info({ dir, file, kept: segment !== null }, 'took in an unfinished segment');
    }
  };
  const known = (): Segment[] => (live ? [...kept.values(), live] : [...kept.values()]);

  await adoptUnfinished();
  await trim();
  const inTurn = createTurns();
  return {
    dir,
    add: (segment) => inTurn(() => add(segment)),
    grow: (segment) => {
      live = segment;
    },
    adoptUnfinished: () => inTurn(adoptUnfinished),
    within: (fromMs, toMs) => segmentsWithin(known(), fromMs, toMs),
    recordedUntil: () => {
      const dated = known().filter((segment) => !isMisdated(segment));
      return dated.length === 0 ? null : lastEnd(dated);
    },
  };
}

/** One change of the folder at a time: the last segment of a run may still be on its way in when the run is cleared up after. */
function createTurns(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function lastEnd(segments: readonly Segment[]): number {
  return segments.reduce((latest, { endAt }) => Math.max(latest, endAt), 0);
}

async function readSegments(dir: string): Promise<Segment[]> {
  return (await readdir(dir)).map(parseSegmentName).filter((name) => name !== null);
}

/** Null when the file is gone: others may clear up in the folder, too. */
async function bytesOf(file: string): Promise<number | null> {
  return (await statOrNull(file))?.size ?? null;
}

function statOrNull(file: string): Promise<Stats | null> {
  return stat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Its times as its name and the disk know them; null when nothing of it was written, or it is gone. */
async function unfinishedSegment(
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
