import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createByteReader } from './byte-reader.ts';

const bytes = (...values: number[]) => Buffer.from(values);

describe('a byte reader', () => {
  it('returns null at the end of an empty stream, and nothing for a length of zero', async () => {
    const reader = createByteReader(Readable.from([]));
    expect(await reader.read(0)).toEqual(new Uint8Array(0));
    expect(await reader.read(1)).toBeNull();
  });

  it('returns the requested lengths wherever the chunks end', async () => {
    const reader = createByteReader(Readable.from([bytes(1, 2), bytes(3), bytes(4, 5, 6, 7)]));
    expect(await reader.read(3)).toEqual(new Uint8Array([1, 2, 3]));
    expect(await reader.read(1)).toEqual(new Uint8Array([4]));
    expect(await reader.read(3)).toEqual(new Uint8Array([5, 6, 7]));
    expect(await reader.read(1)).toBeNull();
  });

  it('gives null when the stream ends in the middle', async () => {
    expect(await createByteReader(Readable.from([bytes(1, 2)])).read(3)).toBeNull();
  });

  it('treats a destroyed stream as ended', async () => {
    const stream = new PassThrough();
    const reading = createByteReader(stream).read(1);
    stream.destroy(new Error('gone'));
    expect(await reading).toBeNull();
  });
});
