// Inflates a block's body at once: in Node much quicker than the streams that browsers have. Takes deflated bytes and how
// long they must be inflated, gives the bytes.
import { inflateRawSync } from 'node:zlib';

/** @throws when the bytes were never deflated, or are not `length` bytes after inflating */
export function inflateNow(bytes: Uint8Array, length: number): Uint8Array {
  const inflated = inflateRawSync(bytes, {
    // Stops as soon as there is more: a few bytes may inflate to gigabytes.
    maxOutputLength: Math.max(1, length),
    chunkSize: Math.max(64, length),
  });
  if (inflated.length !== length)
    throw new RangeError(`expected ${length} bytes, came ${inflated.length}`);
  return new Uint8Array(inflated.buffer, inflated.byteOffset, length);
}
