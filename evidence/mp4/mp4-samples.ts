// Finds where the pictures of an MP4 track are in the file, and their durations. Takes the boxes of the sample table; returns
// chunks and durations. Every table's length is checked before it is read.
import { Mp4Error, viewOf, type Mp4Box } from './mp4-boxes.ts';

/** A box of the sample table with its content. */
export interface Table {
  box: Mp4Box;
  where: string;
  content: Uint8Array;
}

export interface SampleTables {
  /** Durations. */
  stts: Table;
  /** Sizes. */
  stsz: Table;
  /** Pictures in each chunk. */
  stsc: Table;
  /** Offsets of the chunks; `co64` has large ones. */
  stco: Table;
}

/** Consecutive pictures in the file. */
export interface Chunk {
  from: number;
  to: number;
}

export interface Samples {
  chunks: Chunk[];
  /** One for each picture, in ticks of the track's timescale. */
  durations: number[];
}

/** A day at 60 pictures a second. */
const maxSamples = 5_184_000;

export function samplesOf(tables: SampleTables): Samples {
  const sizes = sizesIn(tables.stsz);
  const durations = durationsIn(tables.stts);
  if (durations.length !== sizes.length)
    throw wrong(tables.stts, `times of ${sizes.length} pictures`, `those of ${durations.length}`);
  return { chunks: chunksOf(tables, sizes), durations };
}

function sizesIn(table: Table): number[] {
  const view = viewOf(table.content);
  const count = countAt(table, 8);
  const common = view.getUint32(4);
  if (common !== 0) return Array.from({ length: count }, () => common);
  needs(table, 12 + count * 4);
  return Array.from({ length: count }, (_, index) => view.getUint32(12 + index * 4));
}

function durationsIn(table: Table): number[] {
  const view = viewOf(table.content);
  const entries = countAt(table, 4);
  needs(table, 8 + entries * 8);
  const durations: number[] = [];
  for (let index = 0; index < entries; index += 1) {
    const count = view.getUint32(8 + index * 8);
    const each = view.getUint32(12 + index * 8);
    if (durations.length + count > maxSamples) throw tooMany(table, durations.length + count);
    for (let sample = 0; sample < count; sample += 1) durations.push(each);
  }
  return durations;
}

function chunksOf({ stsc, stco }: SampleTables, sizes: readonly number[]): Chunk[] {
  const starts = offsetsIn(stco);
  const perChunk = samplesPerChunk(stsc, starts.length);
  let next = 0;
  const chunks = starts.map((from, index) => {
    const own = sizes.slice(next, next + (perChunk[index] ?? 0));
    next += perChunk[index] ?? 0;
    return { from, to: from + own.reduce((sum, size) => sum + size, 0) };
  });
  if (next !== sizes.length)
    throw wrong(stsc, `chunks of ${sizes.length} pictures`, `chunks of ${next}`);
  return chunks;
}

function offsetsIn(table: Table): number[] {
  const view = viewOf(table.content);
  const count = countAt(table, 4);
  const isLarge = table.box.type === 'co64';
  needs(table, 8 + count * (isLarge ? 8 : 4));
  return Array.from({ length: count }, (_, index) =>
    isLarge ? Number(view.getBigUint64(8 + index * 8)) : view.getUint32(8 + index * 4),
  );
}

/** Each entry of `stsc` is valid from its first chunk up to the first chunk of the next entry. */
function samplesPerChunk(table: Table, chunks: number): number[] {
  const view = viewOf(table.content);
  const entries = countAt(table, 4);
  needs(table, 8 + entries * 12);
  const counts: number[] = [];
  for (let index = 0; index < entries; index += 1) {
    const first = view.getUint32(8 + index * 12);
    const isLast = index === entries - 1;
    const end = isLast ? chunks + 1 : view.getUint32(20 + index * 12);
    if (first !== counts.length + 1 || end <= first || end > chunks + 1)
      throw wrong(table, `runs of chunks from 1 to ${chunks}`, `one from ${first} to ${end - 1}`);
    const each = view.getUint32(12 + index * 12);
    for (let chunk = first; chunk < end; chunk += 1) counts.push(each);
  }
  return counts;
}

/** The number of entries, stored at `offset`. */
function countAt(table: Table, offset: number): number {
  needs(table, offset + 4);
  const count = viewOf(table.content).getUint32(offset);
  if (count > maxSamples) throw tooMany(table, count);
  return count;
}

function needs(table: Table, bytes: number): void {
  const { length } = table.content;
  if (length < bytes) throw wrong(table, `at least ${bytes} bytes`, `${length}`);
}

function tooMany(table: Table, count: number): Mp4Error {
  return wrong(table, `at most ${maxSamples} entries`, `${count}`);
}

function wrong({ box, where }: Table, expected: string, came: string): Mp4Error {
  return new Mp4Error({ byte: box.at, where, expected, came });
}
