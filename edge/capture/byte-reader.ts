// Reads exact numbers of bytes from a stream, one copy each, taking no more than it needs: what is not asked for stays
// in the pipe, and the writer waits.
import type { Readable } from 'node:stream';

export interface ByteReader {
  /** Exactly `length` bytes, or null when the stream ends before. */
  read(length: number): Promise<Uint8Array | null>;
}

export function createByteReader(stream: Readable): ByteReader {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Uint8Array = new Uint8Array(0);

  async function nextChunk(): Promise<Uint8Array | null> {
    // A destroyed stream ends early by throwing; for the reader that is an end like any other.
    const result = await chunks.next().catch(() => ({ done: true, value: undefined }) as const);
    return result.done === true ? null : result.value;
  }

  return {
    async read(length) {
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        if (rest.length === 0) {
          const chunk = await nextChunk();
          if (chunk === null) return null;
          rest = chunk;
        }
        const part = rest.subarray(0, length - filled);
        bytes.set(part, filled);
        filled += part.length;
        rest = rest.subarray(part.length);
      }
      return bytes;
    },
  };
}
