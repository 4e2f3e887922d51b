// Synchronous inflation accepts and refuses the same data as the stream version.
import { describe, expect, it } from 'vitest';
import { encodeBlock, ObservationLogError, decodeBlocks } from '../../observation-log/index.ts';
import { deflate, inflateByStream } from '../../observation-log/compress.ts';
import { anObservation, aRegion, aTrack, monday } from '../../geofences/testing/observations.ts';
import { inflateNow } from './inflate-now.ts';

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7) % 31);

describe('synchronous inflation', () => {
  it.each([0, 1, 63, 64, 65, 16_384, 100_000])('restores %i bytes', async (length) => {
    const deflated = await deflate(bytesOf(length));
    expect(inflateNow(deflated, length)).toEqual(bytesOf(length));
    expect(await inflateByStream(deflated, length)).toEqual(bytesOf(length));
  });

  it.each([
    ['more than was said', 999],
    ['less than was said', 1001],
  ])('refuses %s', async (_, length) => {
    const deflated = await deflate(bytesOf(1000));
    expect(() => inflateNow(deflated, length)).toThrow(RangeError);
    await expect(inflateByStream(deflated, length)).rejects.toThrow(RangeError);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.of(255, 1, 2, 3)],
  ])('refuses %s', (_, bytes) => {
    expect(() => inflateNow(bytes, 10)).toThrow();
  });

  it('refuses truncated data', async () => {
    const deflated = await deflate(bytesOf(1000));
    expect(() => inflateNow(deflated.subarray(0, deflated.length - 3), 1000)).toThrow();
  });

  it('reads a log like the streams, and names a block that it cannot read', async () => {
    const log = await encodeBlock(
      [0, 2000].map((ms) =>
        anObservation({ capturedAt: monday + ms, tracks: [aTrack()], regions: [aRegion()] }),
      ),
    );
    const read = async (options: Parameters<typeof decodeBlocks>[2]) => {
      const all: unknown[] = [];
      for await (const one of decodeBlocks(log, {}, options)) all.push(one);
      return all;
    };
    expect(await read({ inflate: inflateNow })).toEqual(await read({}));
    const failing = read({ inflate: () => inflateNow(Uint8Array.of(7), 3) });
    await expect(failing).rejects.toThrow(ObservationLogError);
  });
});
