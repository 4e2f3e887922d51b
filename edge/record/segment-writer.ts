// Writes the packets of one camera into segment files. A segment begins at a key frame and ends at one two seconds later. Takes
// batches of packets; reports what is on the disk.
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../host/clock.ts';
import { createBlockWriter, matroskaHeader } from '../packets/matroska.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';
import { bytesBelow, full, roomIn } from '../state/disk-room.ts';
import { liveSegmentName, type Segment } from './segment.ts';

export const segmentMs = 2000;

interface Draft {
  file: string;
  handle: FileHandle;
  toBlock: ReturnType<typeof createBlockWriter>;
  /** Not on the disk yet. */
  unwritten: Uint8Array[];
  startMs: number;
  endMs: number;
}

export interface SegmentWriterOptions {
  dir: string;
  clock: Clock;
  /** More of the segment is on the disk; its name is a working name. */
  onGrown: (segment: Segment) => void;
  /** A segment is closed; it is still under its working name. */
  onSegment: (segment: Segment) => void;
  /** A segment is finished, so the disk works. */
  onWhole: () => void;
}

export interface SegmentWriter {
  /** In order. @throws the disk's error */
  append(packets: readonly TimedPacket[], format: VideoFormat): Promise<void>;
  /** Finishes the current segment. */
  finish(): Promise<void>;
}

export function createSegmentWriter(options: SegmentWriterOptions): SegmentWriter {
  return new SegmentFiles(options);
}

class SegmentFiles implements SegmentWriter {
  readonly #options: SegmentWriterOptions;
  readonly #checkRoom: () => Promise<void>;
  #draft: Draft | null = null;
  #count = 0;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.#checkRoom = createRoomCheck(options.dir);
  }

  async append(packets: readonly TimedPacket[], format: VideoFormat): Promise<void> {
    for (const packet of packets) await this.#add(packet, format);
    await this.#writeOut();
  }

  async finish(): Promise<void> {
    const done = this.#draft;
    this.#draft = null;
    if (!done) return;
    await done.handle.close();
    this.#options.onSegment(segmentOf(done, this.#options.clock));
  }

  async #add(packet: TimedPacket, format: VideoFormat): Promise<void> {
    const { data, isKey, takenMs } = packet;
    if (this.#draft && isKey && takenMs - this.#draft.startMs >= segmentMs) {
      await this.#writeOut();
      await this.finish();
      this.#options.onWhole();
    }
    if (!this.#draft && !isKey) return;
    const draft = this.#draft ?? (await this.#begin(packet, format));
    draft.unwritten.push(draft.toBlock({ data, isKey, timeMs: takenMs - draft.startMs }));
    draft.endMs = Math.max(draft.endMs, takenMs);
  }

  async #begin({ takenMs }: TimedPacket, format: VideoFormat): Promise<Draft> {
    // The folder may have been removed.
    await mkdir(this.#options.dir, { recursive: true });
    await this.#checkRoom();
    const draft = await openDraft(this.#options, takenMs, this.#count++);
    this.#draft = draft;
    draft.unwritten.push(matroskaHeader(format));
    return draft;
  }

  async #writeOut(): Promise<void> {
    const draft = this.#draft;
    if (!draft || draft.unwritten.length === 0) return;
    await writeAll(draft.handle, draft.unwritten.splice(0));
    this.#options.onGrown(segmentOf(draft, this.#options.clock));
  }
}

/** Like the error of a full disk. */
class DiskFull extends Error {
  readonly code = 'ENOSPC';
}

/** @throws DiskFull when the disk took a part only, which it does when it is full */
async function writeAll(handle: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const { bytesWritten } = await handle.writev(parts);
  if (bytesWritten < length) throw new DiskFull();
}

/** Stops recording before the disk is full, because the last bytes are for alerts. Hysteresis: it resumes at twice the space. */
function createRoomCheck(dir: string): () => Promise<void> {
  const freed = { share: full.share * 2, mostBytes: full.mostBytes * 2 };
  let wasFull = false;
  return async () => {
    wasFull = bytesBelow(await roomIn(dir), wasFull ? freed : full) > 0;
    if (wasFull) throw new DiskFull();
  };
}

async function openDraft(
  { dir, clock }: SegmentWriterOptions,
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
