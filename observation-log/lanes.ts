// A block's body is stored in lanes: numbers of one sort are next to each other, which compresses much better than mixed numbers.
// Takes the bytes of each lane, returns one byte array, and splits it again.
import { createByteReader, type ByteReader } from './byte-reader.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';
import { joined } from './joined.ts';

/** In their order in the body. Part of the format: never reorder. */
export const lanes = [
  /** Per observation: change flags, and its times. */
  'frames',
  /** The numbers of tracks and regions, and which previous ones they continue. */
  'order',
  /** Per track: change flags. */
  'tracks',
  /** Per new track: the previous track that it resembles. */
  'likes',
  /** Changes of track boxes. */
  'boxes',
  /** Changes of track times. */
  'times',
  /** Per region: change flags, and the change, without spans. */
  'regions',
  /** Changes of region spans. */
  'spans',
  /** Changes of confidences. */
  'shares',
  /** Ids of new tracks and regions. */
  'ids',
  /** Labels and words of closed lists. */
  'texts',
] as const;
export type Lane = (typeof lanes)[number];
export type LaneWriters = Readonly<Record<Lane, ByteWriter>>;
export type LaneReaders = Readonly<Record<Lane, ByteReader>>;

export function createLaneWriters(): LaneWriters {
  return perLane(createByteWriter);
}

/** The length of each lane, then the lanes. */
export function joinLanes(writers: LaneWriters): Uint8Array<ArrayBuffer> {
  const parts = lanes.map((lane) => writers[lane].bytes());
  const lengths = createByteWriter();
  for (const { length } of parts) lengths.unsigned(length);
  return joined([lengths.bytes(), ...parts]);
}

/** Throws a RangeError when the bytes are not lanes. */
export function openLanes(body: Uint8Array): LaneReaders {
  const head = createByteReader(body);
  const lengths = lanes.map(() => head.unsigned());
  let from = body.length - lengths.reduce((sum, length) => sum + length, 0);
  if (from < lanes.length) throw new RangeError(`lanes of ${body.length - from} bytes do not fit`);
  const parts = lengths.map((length) => body.subarray(from, (from += length)));
  return perLane((index) => createByteReader(parts[index] ?? new Uint8Array()));
}

function perLane<T>(make: (index: number) => T): Readonly<Record<Lane, T>> {
  const entries = lanes.map((lane, index): [Lane, T] => [lane, make(index)]);
  return Object.fromEntries(entries) as Record<Lane, T>;
}
