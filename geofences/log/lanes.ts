// A block's body is kept in lanes: numbers of one sort stand side by side, which deflate makes much smaller than numbers of
// all sorts in turn. Takes what was written into each lane, gives one run of bytes, and takes that apart again.
import { createByteReader, type ByteReader } from './byte-reader.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';
import { joined } from './joined.ts';

/** In the order in which they stand in the body. Part of the format: never reorder. */
export const lanes = [
  /** Per observation: what changed, and its times. */
  'frames',
  /** How many tracks and regions there are, and which ones of the observation before they continue. */
  'order',
  /** Per track: what changed of it. */
  'tracks',
  /** Per new track: which one of the observation before it is like. */
  'likes',
  /** Changes of track boxes. */
  'boxes',
  /** Changes of track times. */
  'times',
  /** Per region: what changed of it, and the change, without spans. */
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

/** Throws a RangeError when the bytes are no lanes. */
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
