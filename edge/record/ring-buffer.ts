// The ring buffer: the recent video of one camera on disk, as segments. Finished segments are renamed to their times, old ones are
// deleted by age and by total size, and segments that a crash left unfinished are adopted at the next start. Segments that a waiting
// clip needs are kept.
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ClipGapReason, ClipSpan } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { createGapReasons } from './gap-reasons.ts';
import { openGapNotes } from './gap-notes.ts';
import {
  isUnfinished,
  segmentName,
  segmentsToDrop,
  segmentsWithin,
  type Segment,
} from './segment.ts';
import { bytesOf, namesIn, readSegments, unfinishedSegment } from './ring-files.ts';

export interface RingBuffer {
  readonly dir: string;
  /** Adds a segment that was just finished under its working name. */
  add(segment: Segment): Promise<void>;
  /** Updates the unfinished segment; its written part can be read. */
  grow(segment: Segment): void;
  /** Adopts the unfinished segments of an interrupted run: their written parts are usable. */
  adoptUnfinished(): Promise<void>;
  /** The segments that overlap the span, in order. */
  within(fromMs: number, toMs: number): Segment[];
  /** End of the recorded video, including the unfinished segment; null when there is none. */
  recordedUntil(): number | null;
  /** Size on disk of the segments of a span. */
  bytesWithin(fromMs: number, toMs: number): number;
  /** Start of the oldest segment that no clip needs; null when there is none. */
  oldestToSpare(): number | null;
  /** Deletes that segment; returns the freed bytes. */
  dropOldest(): Promise<number>;
  /** Deletes segments older than the ring keeps, also while nothing is recorded; returns how many. */
  trim(): Promise<number>;
  /** Notes why recording has stopped; null when it works again. */
  note: (reason: ClipGapReason | null) => void;
  /** Older segments are deleted by age. */
  keepsSince(): number;
  /** Why this span is missing. */
  reasonFor: (gap: ClipSpan) => ClipGapReason;
}

export interface RingBufferOptions {
  dir: string;
  keepMs: number;
  maxBytes: number;
  clock: Clock;
  log: Logger;
  /** Spans of waiting clips; segments that overlap them are kept. */
  needed?: () => readonly Span[];
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

type Kept = Segment & {
  bytes: number;
  /** When it was added, by the monotonic clock; used as its age when its own times are in the future. */
  addedMs: number;
};

/** Segments dated later than this from now were recorded before the clock was set back. */
const futureMs = 60_000;

export async function openRingBuffer(options: RingBufferOptions): Promise<RingBuffer> {
  await mkdir(options.dir, { recursive: true });
  const ring = new Ring(options);
  await ring.open();
  const inTurn = createTurns();
  const notes = await openGapNotes(join(options.dir, 'gaps.json'), options.log);
  const reasons = createGapReasons({
    notes,
    clock: options.clock,
    known: () => ring.known(),
    droppedUntil: () => ring.droppedUntil,
  });
  // The reason for video from before the first picture.
  reasons.note('worker-not-running');
  reasons.note(null);
  await notes.written();
  return {
    dir: options.dir,
    add: (segment) => inTurn(() => ring.add(segment)),
    grow: (segment) => {
      reasons.grew(ring.live, segment);
      ring.live = segment;
    },
    adoptUnfinished: () => inTurn(() => ring.adoptUnfinished()),
    within: (fromMs, toMs) => segmentsWithin(ring.known(), fromMs, toMs),
    recordedUntil: () => ring.recordedUntil(),
    bytesWithin: (fromMs, toMs) => ring.bytesWithin(fromMs, toMs),
    oldestToSpare: () => ring.oldestToSpare()?.startAt ?? null,
    dropOldest: () => inTurn(() => ring.dropOldest()),
    trim: () => inTurn(() => ring.trim()),
    keepsSince: () => options.clock.now() - options.keepMs,
    note: reasons.note,
    reasonFor: reasons.reasonFor,
  };
}

class Ring {
  readonly #options: RingBufferOptions;
  readonly #kept = new Map<string, Kept>();
  /** The unfinished segment. */
  live: Segment | null = null;
  /** End of the newest deleted segment. */
  droppedUntil = -Infinity;

  constructor(options: RingBufferOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const { dir } = this.#options;
    for (const segment of await readSegments(dir)) {
      const bytes = await bytesOf(join(dir, segment.file));
      if (bytes !== null) this.#keep(segment, bytes);
    }
    await this.adoptUnfinished();
    await this.trim();
  }

  async add(segment: Segment): Promise<void> {
    const { dir } = this.#options;
    if (this.live?.file === segment.file) this.live = null;
    if (segment.endAt <= segment.startAt) return rm(join(dir, segment.file), { force: true });
    const file = segmentName(segment);
    const bytes = await bytesOf(join(dir, segment.file));
    // It was added already, or removed by somebody.
    if (bytes === null) return;
    await rename(join(dir, segment.file), join(dir, file));
    this.#keep({ ...segment, file }, bytes);
    await this.trim();
  }

  async adoptUnfinished(): Promise<void> {
    const { dir, log } = this.#options;
    this.live = null;
    const newest = lastEnd([...this.#kept.values()].filter((one) => !this.#isMisdated(one)));
    for (const file of (await namesIn(dir)).filter(isUnfinished).sort()) {
      const segment = await unfinishedSegment(dir, file, newest);
      if (segment) await this.add(segment);
      else await rm(join(dir, file), { force: true });
      log.info({ dir, file, kept: segment !== null }, 'recovered an unfinished segment');
    }
  }

  known(): Segment[] {
    return this.live ? [...this.#kept.values(), this.live] : [...this.#kept.values()];
  }

  recordedUntil(): number | null {
    const dated = this.known().filter((segment) => !this.#isMisdated(segment));
    return dated.length === 0 ? null : lastEnd(dated);
  }

  bytesWithin(fromMs: number, toMs: number): number {
    const kept = segmentsWithin([...this.#kept.values()], fromMs, toMs);
    return kept.reduce((sum, { file }) => sum + (this.#kept.get(file)?.bytes ?? 0), 0);
  }

  oldestToSpare(): Kept | null {
    const [oldest] = this.#toSpare().sort((a, b) => a.startAt - b.startAt);
    return oldest ?? null;
  }

  async dropOldest(): Promise<number> {
    const oldest = this.oldestToSpare();
    if (oldest === null) return 0;
    await this.#drop(oldest.file);
    return oldest.bytes;
  }

  async trim(): Promise<number> {
    const { keepMs, maxBytes, clock } = this.#options;
    const all = this.#toSpare();
    const limits = { keepAfter: clock.now() - keepMs, maxBytes };
    const isStale = (one: Kept) => this.#isMisdated(one) && clock.steady() - one.addedMs > keepMs;
    const dropped = [...all.filter(isStale), ...segmentsToDrop(all, limits)];
    for (const { file } of dropped) await this.#drop(file);
    return dropped.length;
  }

  #keep(segment: Segment, bytes: number): void {
    const addedMs = this.#options.clock.steady();
    this.#kept.set(segment.file, { ...segment, bytes, addedMs });
  }

  async #drop(file: string): Promise<void> {
    this.droppedUntil = Math.max(this.droppedUntil, this.#kept.get(file)?.endAt ?? -Infinity);
    this.#kept.delete(file);
    await rm(join(this.#options.dir, file), { force: true });
  }

  /** The segments that no waiting clip needs. */
  #toSpare(): Kept[] {
    const spans = this.#options.needed?.() ?? [];
    const isNeeded = ({ startAt, endAt }: Segment) =>
      spans.some(({ fromMs, toMs }) => startAt < toMs && endAt > fromMs);
    return [...this.#kept.values()].filter((one) => !isNeeded(one));
  }

  #isMisdated({ startAt }: Segment): boolean {
    return startAt > this.#options.clock.now() + futureMs;
  }
}

/** Serialises changes of the folder: the last segment of a run may still be added while the run is cleaned up. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
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
