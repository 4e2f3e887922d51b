// Deflate and inflate with the platform's streams, in Node and in browsers. Takes bytes, returns bytes.
import { joined } from './joined.ts';

export function deflate(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return collect(pass(bytes, new CompressionStream('deflate-raw')), Infinity);
}

/** Inflates. Throws when the bytes are not deflated data, or are not `length` bytes after inflating. */
export type Inflate = (bytes: Uint8Array, length: number) => Uint8Array | Promise<Uint8Array>;

export async function inflateByStream(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  const inflated = await collect(pass(bytes, new DecompressionStream('deflate-raw')), length);
  if (inflated.length === length) return inflated;
  throw new RangeError(`expected ${length} bytes, got ${inflated.length}`);
}

interface Transform {
  readonly writable: WritableStream;
  readonly readable: ReadableStream<Uint8Array>;
}

function pass(bytes: Uint8Array, { writable, readable }: Transform): ReadableStream<Uint8Array> {
  const writer = writable.getWriter();
  // The same error is also raised by the reader, and handled there.
  const ignore = () => undefined;
  writer.write(bytes.slice()).catch(ignore);
  writer.close().catch(ignore);
  return readable;
}

/** Stops when there is more than `limit`: a few bytes may inflate to gigabytes. */
async function collect(
  readable: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts);
    parts.push(value);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError(`expected ${limit} bytes, got more`);
    }
  }
}
