import { describe, expect, it } from 'vitest';
import { createPacketBatches } from './packet-batches.ts';

const h264 = { codec: 'h264', width: 64, height: 36 };

function gather() {
  const batches: { at: number[]; codec: string; bytes: number }[] = [];
  const { take, flush } = createPacketBatches(({ packets, format, bytes }) => {
    batches.push({ at: packets.map(({ arrivedMs }) => arrivedMs), codec: format.codec, bytes });
  });
  const add = (ms: number, bytes = 10, format = h264) => {
    const data = new Uint8Array(bytes);
    take({ data, isKey: false, ptsMs: ms, arrivedMs: ms, takenMs: ms }, format);
  };
  return { batches, add, flush };
}

describe('batches of packets', () => {
  it.each([
    { what: 'the first packet alone', times: [0, 40], batches: [[0]] },
    {
      what: 'what came in the next half second',
      times: [0, 200, 400, 520],
      batches: [[0], [200, 400, 520]],
    },
    {
      what: 'each packet of a slow camera alone',
      times: [0, 1000, 2000],
      batches: [[0], [1000], [2000]],
    },
  ])('hold $what', ({ times, batches: expected }) => {
    const { batches, add } = gather();
    for (const ms of times) add(ms);
    expect(batches.map(({ at }) => at)).toEqual(expected);
  });

  it('end before half a second when they are large', () => {
    const { batches, add } = gather();
    for (const ms of [0, 40, 80]) add(ms, 600_000);
    expect(batches.map(({ bytes }) => bytes)).toEqual([600_000, 1_200_000]);
  });

  it('hold one format', () => {
    const { batches, add, flush } = gather();
    add(0);
    add(40);
    add(80, 10, { ...h264, codec: 'hevc' });
    flush();
    expect(batches.map(({ at, codec }) => [at, codec])).toEqual([
      [[0], 'h264'],
      [[40], 'h264'],
      [[80], 'hevc'],
    ]);
  });

  it('lose nothing at the end, and are never empty', () => {
    const { batches, add, flush } = gather();
    add(0);
    add(40);
    flush();
    flush();
    expect(batches.map(({ at }) => at)).toEqual([[0], [40]]);
  });
});
