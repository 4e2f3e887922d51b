// Which part of a file of log blocks is of a span of time, found by the heads of its blocks. Pure: takes the bytes and the
// span; gives where to begin and where to end.
import { readBlockHead } from '../../observation-log/index.ts';

export interface ByteRange {
  start: number;
  /** Exclusive; the same as `start` when there is nothing. */
  end: number;
}

/**
 * The blocks that touch `from` (inclusive) to `to` (exclusive), which lie one after the other. From where a file is damaged
 * all is given: its reader says what is wrong.
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
