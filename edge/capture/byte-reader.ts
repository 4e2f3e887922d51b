// Reads exact numbers of bytes from a stream and copies them once. It never reads ahead: the rest stays in the pipe, so the
// writer feels back-pressure.
import type { Readable } from 'node:stream';

export interface ByteReader {
  /** Resolves with exactly `length` bytes, or null when the stream ends first. */
  read(length: number): Promise<Uint8Array | null>;
}

export function createByteReader(stream: Readable): ByteReader {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Uint8Array = new Uint8Array(0);

  async function nextChunk(): Promise<Uint8Array | null> {
    // A destroyed stream throws; the reader treats this as the end of the stream.
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
