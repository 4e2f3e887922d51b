// Writes one camera's packets into segments on disk, each of which can be played by itself. Takes packets as they come and
// never makes anybody wait: what the disk cannot take is left out, with the reason, and recording begins anew at a later
// key frame. Packets are written together, twice a second, because each write costs much more than a packet of bytes. Nothing
// that goes wrong here reaches the analysis.
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../host/clock.ts';
import { createBlockWriter, matroskaHeader } from '../packets/matroska.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';
import { bytesBelow, full, roomIn } from '../state/disk-room.ts';
import { liveSegmentName, type Segment } from './segment.ts';

/** Why nothing is recorded: an error code of the file system (a disk that is all but full too), or that it is too slow. */
export interface RecordingProblem {
  detail: string;
}

export interface RecorderOptions {
  dir: string;
  clock: Clock;
  /** The segment that is being written has grown; its name is a working name. */
  onGrown: (segment: Segment) => void;
  /** A segment is whole; it is still under its working name. */
  onSegment: (segment: Segment) => void;
  /** Told when it changes; null when recording works again. */
  onProblem: (problem: RecordingProblem | null) => void;
}

export interface Recorder {
  write(packet: TimedPacket, format: VideoFormat): void;
  /** Finishes the segment that is being written. */
  close(): Promise<void>;
}

export const segmentMs = 2000;
export const tooSlow = 'the disk is too slow';
const mostWaitingBytes = 32 << 20;
const tryAgainAfterMs = 10_000;
/** Packets wait for one write for this long, or until there are this many bytes. A kill of the process loses them. */
const together = { ms: 500, bytes: 1 << 20 };

export function createRecorder(options: RecorderOptions): Recorder {
  const { clock } = options;
  const problem = createProblem(options.onProblem);
  const file = createSegmentWriter(options, problem.clear);
  let waitingBytes = 0;
  let pausedUntilMs = -Infinity;
  let turn: Promise<void> = Promise.resolve();

  const pause = (detail: string): void => {
    pausedUntilMs = clock.steady() + tryAgainAfterMs;
    problem.set(detail);
  };
  /** Keeps what was written so far, and rests. */
  const rest = async (error: unknown): Promise<void> => {
    pause(detailOf(error));
    await file.finish().catch(() => undefined);
  };
  const batches = createBatches(({ packets, format, bytes }) => {
    const append = () =>
      file.append(
        packets.filter(({ arrivedMs }) => arrivedMs >= pausedUntilMs),
        format,
      );
    turn = turn
      .then(append)
      .catch(rest)
      .finally(() => {
        waitingBytes -= bytes;
      });
  });
  return {
    write(packet, format) {
      const { length } = packet.data;
      if (waitingBytes + length > mostWaitingBytes) {
        pause(tooSlow);
        return;
      }
      waitingBytes += length;
      batches.take(packet, format);
    },
    close: () => {
      batches.flush();
      return (turn = turn.then(file.finish).catch(() => undefined));
    },
  };
}

/** Packets of one format that are written together. */
interface Batch {
  readonly packets: TimedPacket[];
  readonly format: VideoFormat;
  bytes: number;
}

/** A packet that comes long after the last write is written at once, so no timer is needed. */
function createBatches(onBatch: (batch: Batch) => void) {
  let batch: Batch | null = null;
  let writtenMs = -Infinity;
  const flush = (): void => {
    const done = batch;
    batch = null;
    if (done) onBatch(done);
  };
  return {
    flush,
    take: (packet: TimedPacket, format: VideoFormat): void => {
      if (batch && !isSameFormat(batch.format, format)) flush();
      batch ??= { packets: [], format, bytes: 0 };
      batch.packets.push(packet);
      batch.bytes += packet.data.length;
      if (packet.arrivedMs - writtenMs < together.ms && batch.bytes < together.bytes) return;
      writtenMs = packet.arrivedMs;
      flush();
    },
  };
}

function isSameFormat(a: VideoFormat, b: VideoFormat): boolean {
  return a.codec === b.codec && a.width === b.width && a.height === b.height;
}

interface Draft {
  file: string;
  handle: FileHandle;
  toBlock: ReturnType<typeof createBlockWriter>;
  /** Not on the disk yet. */
  unwritten: Uint8Array[];
  startMs: number;
  endMs: number;
}

/** @param onWhole a segment was written to its end */
function createSegmentWriter(options: RecorderOptions, onWhole: () => void) {
  const { clock } = options;
  const checkRoom = createRoomCheck(options.dir);
  let draft: Draft | null = null;
  let count = 0;

  const begin = async (packet: TimedPacket, format: VideoFormat): Promise<Draft> => {
    // Somebody may have cleared it away.
    await mkdir(options.dir, { recursive: true });
    await checkRoom();
    const made = await openDraft(options, packet.takenMs, count++);
    draft = made;
    made.unwritten.push(matroskaHeader(format));
    return made;
  };
  const finish = async (): Promise<void> => {
    const done = draft;
    draft = null;
    if (!done) return;
    await done.handle.close();
    options.onSegment(segmentOf(done, clock));
  };
  const writeOut = async (): Promise<void> => {
    if (!draft || draft.unwritten.length === 0) return;
    await writeAll(draft.handle, draft.unwritten.splice(0));
    options.onGrown(segmentOf(draft, clock));
  };
  const add = async (packet: TimedPacket, format: VideoFormat): Promise<void> => {
    const { data, isKey, takenMs } = packet;
    if (draft && isKey && takenMs - draft.startMs >= segmentMs) {
      await writeOut();
      await finish();
      onWhole();
    }
    if (!draft && !isKey) return;
    const into: Draft = draft ?? (await begin(packet, format));
    into.unwritten.push(into.toBlock({ data, isKey, timeMs: takenMs - into.startMs }));
    into.endMs = Math.max(into.endMs, takenMs);
  };
  const append = async (packets: readonly TimedPacket[], format: VideoFormat): Promise<void> => {
    for (const packet of packets) await add(packet, format);
    await writeOut();
  };
  return { append, finish };
}

/** As the disk itself would say it. */
class DiskFull extends Error {
  readonly code = 'ENOSPC';
}

/** @throws DiskFull when the disk took a part only, which it does when it is full */
async function writeAll(handle: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const { bytesWritten } = await handle.writev(parts);
  if (bytesWritten < length) throw new DiskFull();
}

/** The last bytes of a disk are for alerts. Once it was full it must have twice the room, so that nothing comes and goes. */
function createRoomCheck(dir: string): () => Promise<void> {
  const freed = { share: full.share * 2, mostBytes: full.mostBytes * 2 };
  let wasFull = false;
  return async () => {
    wasFull = bytesBelow(await roomIn(dir), wasFull ? freed : full) > 0;
    if (wasFull) throw new DiskFull();
  };
}

async function openDraft(
  { dir, clock }: RecorderOptions,
  takenMs: number,
  number: number,
): Promise<Draft> {
  const startAt = Math.round(clock.now() - (clock.steady() - takenMs));
  const file = liveSegmentName(startAt, number);
  const handle = await open(join(dir, file), 'wx');
  return {
    file,
    handle,
    toBlock: createBlockWriter(),
    unwritten: [],
    startMs: takenMs,
    endMs: takenMs,
  };
}

function segmentOf({ file, startMs, endMs }: Draft, clock: Clock): Segment {
  const ago = clock.now() - clock.steady();
  return { file, startAt: Math.round(startMs + ago), endAt: Math.round(endMs + ago) };
}

function createProblem(onProblem: RecorderOptions['onProblem']) {
  let current: string | null = null;
  return {
    set: (detail: string): void => {
      if (current !== detail) onProblem({ detail });
      current = detail;
    },
    clear: (): void => {
      if (current !== null) onProblem(null);
      current = null;
    },
  };
}

function detailOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.message : String(error);
}
