// Inflates a block's body synchronously, which in Node is much faster than web streams. Takes deflated bytes and the inflated
// length, returns the bytes.
import { inflateRawSync } from 'node:zlib';

/** @throws when the bytes are not deflated data, or do not inflate to `length` bytes */
export function inflateNow(bytes: Uint8Array, length: number): Uint8Array {
  const inflated = inflateRawSync(bytes, {
    // Stops at the expected length: a few bytes may inflate to gigabytes.
    maxOutputLength: Math.max(1, length),
    chunkSize: Math.max(64, length),
  });
  if (inflated.length !== length)
    throw new RangeError(`expected ${length} bytes, got ${inflated.length}`);
  return new Uint8Array(inflated.buffer, inflated.byteOffset, length);
}
