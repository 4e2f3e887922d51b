// Which blocks of a file belong to a time span.
import { describe, expect, it } from 'vitest';
import { encodeStoredBlock } from '../../observation-log/index.ts';
import { observation } from '../../contracts/testing/messages.ts';
import { blockRange } from './block-range.ts';

/** A block of the seconds from `from` to `to`. */
const block = (from: number, to: number) =>
  encodeStoredBlock([from, to].map((at) => ({ ...observation, capturedAt: at * 1000 })));
const blocks = [block(0, 9), block(10, 19), block(20, 29)] as const;
const file = Buffer.concat(blocks);
const one = blocks[0].length;
const two = blocks[0].length + blocks[1].length;

describe('blockRange', () => {
  it.each<[string, number, number, [number, number]]>([
    ['all of it', 0, 30, [0, file.length]],
    ['what ends with the first', 0, 10, [0, one]],
    ['the middle, touched at its end', 19, 20, [one, two]],
    ['the last', 25, 99, [two, file.length]],
    ['two of them', 9, 11, [0, two]],
    ['nothing before', -9, 0, [0, 0]],
    ['nothing behind', 30, 40, [0, 0]],
    ['nothing in between', 9.5, 10, [0, 0]],
  ])('%s', (_, from, to, [start, end]) => {
    expect(blockRange(file, from * 1000, to * 1000)).toEqual({ start, end });
  });

  it('finds nothing in an empty file', () => {
    expect(blockRange(new Uint8Array(), 0, Infinity)).toEqual({ start: 0, end: 0 });
  });

  it('returns everything from a damaged position on, for its reader to report', () => {
    const torn = file.subarray(0, two + 5);
    expect(blockRange(torn, 10_000, 12_000)).toEqual({ start: one, end: torn.length });
    expect(blockRange(torn, 90_000, 99_000)).toEqual({ start: two, end: torn.length });
  });
});
