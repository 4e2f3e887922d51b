// Finds the part of a block file that covers a time span, by the heads of its blocks. Pure: takes the bytes and the span; returns
// start and end.
import { readBlockHead } from '../../observation-log/index.ts';

export interface ByteRange {
  start: number;
  /** Exclusive; the same as `start` when there is nothing. */
  end: number;
}

/**
 * The blocks that touch `from` (inclusive) to `to` (exclusive); they are adjacent. After a damaged position everything is
 * returned, and the reader reports the damage.
 */
export function blockRange(bytes: Uint8Array, from: number, to: number): ByteRange {
  let start = bytes.length;
  let end = 0;
  for (let offset = 0; offset < bytes.length;) {
    const found = readBlockHead(bytes, offset);
    if (!found.ok) return { start: Math.min(start, offset), end: bytes.length };
    const next = offset + found.blockBytes;
    if (found.head.to >= from && found.head.from < to) {
      start = Math.min(start, offset);
      end = next;
    }
    offset = next;
  }
  return start < end ? { start, end } : { start: 0, end: 0 };
}
