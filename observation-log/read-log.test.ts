// Reads logs: consecutive blocks, time spans, and damaged blocks.
import { describe, expect, it } from 'vitest';
import type { Observation } from '../contracts/index.ts';
import { anObservation, monday } from '../geofences/testing/observations.ts';
import { encodeBlock, encodeStoredBlock } from './block.ts';
import { ObservationLogError } from './log-fault.ts';
import { decodeBatches, decodeBlocks, type LogSpan } from './read-log.ts';

/** Blocks of three observations each, two seconds apart. */
const blocks = await Promise.all(
  Array.from({ length: 8 }, (_, block) =>
    encodeBlock(
      [0, 1, 2].map((index) => anObservation({ capturedAt: monday + (3 * block + index) * 2000 })),
    ),
  ),
);
const log = Buffer.concat(blocks);

async function secondsOf(bytes: Uint8Array, span?: LogSpan): Promise<number[][]> {
  const batches: number[][] = [];
  for await (const batch of decodeBatches(bytes, span)) batches.push(batch.map(second));
  return batches;
}

function second({ capturedAt }: Observation): number {
  return (capturedAt - monday) / 1000;
}

describe('reading a log', () => {
  it('of no bytes gives nothing', async () => {
    expect(await secondsOf(new Uint8Array())).toEqual([]);
  });

  it('returns all blocks in order, one batch each', async () => {
    const batches = await secondsOf(log);
    expect(batches).toHaveLength(8);
    expect(batches.flat()).toEqual(Array.from({ length: 24 }, (_, index) => index * 2));
  });

  it('returns single observations as well', async () => {
    const seconds: number[] = [];
    for await (const observation of decodeBlocks(log)) seconds.push(second(observation));
    expect(seconds).toEqual((await secondsOf(log)).flat());
  });

  it('can be stopped early', async () => {
    for await (const observation of decodeBlocks(log)) {
      expect(second(observation)).toBe(0);
      break;
    }
  });

  it.each<[string, LogSpan, number[][]]>([
    ['from a time on, inclusive', { from: monday + 44_000 }, [[44, 46]]],
    ['until a time, exclusive', { to: monday + 4000 }, [[0, 2]]],
    ['between', { from: monday + 3000, to: monday + 9000 }, [[4], [6, 8]]],
    ['before it begins', { to: monday }, []],
    ['after it ends', { from: monday + 46_001 }, []],
  ])('%s', async (_, span, seconds) => {
    expect(await secondsOf(log, span)).toEqual(seconds);
  });
});

describe('a log with a broken block', () => {
  async function readUntilFault(bytes: Uint8Array) {
    const seconds: number[] = [];
    try {
      for await (const observation of decodeBlocks(bytes)) seconds.push(second(observation));
    } catch (error) {
      if (error instanceof ObservationLogError) return { seconds, fault: error.fault };
      throw error;
    }
    return { seconds, fault: null };
  }
  const sizes = blocks.map(({ length }) => length);
  const third = sizes[0]! + sizes[1]!;

  it('returns the observations before it, then reports its position and fault', async () => {
    const torn = Buffer.from(log);
    torn[third + sizes[2]! - 1]! ^= 1;
    expect(await readUntilFault(torn)).toEqual({
      seconds: [0, 2, 4, 6, 8, 10],
      fault: {
        reason: 'damaged',
        offset: third,
        message: `observation log, block at byte ${third}: its checksum does not fit`,
      },
    });
  });

  it('that is truncated reports it', async () => {
    const { seconds, fault } = await readUntilFault(log.subarray(0, third + 30));
    expect(seconds).toHaveLength(6);
    expect(fault).toMatchObject({ reason: 'cut-off', offset: third });
  });

  it('with other bytes after it reports them', async () => {
    const { seconds, fault } = await readUntilFault(Buffer.concat([log, Buffer.from('more')]));
    expect(seconds).toHaveLength(24);
    expect(fault).toMatchObject({ reason: 'no-block', offset: log.length });
  });

  it('with a correct checksum and an invalid body is damaged', async () => {
    const block = encodeStoredBlock([anObservation()]);
    const count = Buffer.from('"count":1');
    const lie = Buffer.from(block);
    lie.write('"count":9', lie.indexOf(count));
    const { createCrc32 } = await import('./crc32.ts');
    const { checkedParts, seal } = await import('./block-head.ts');
    seal(lie, createCrc32()(...checkedParts(lie)));
    const { fault } = await readUntilFault(lie);
    expect(fault).toMatchObject({ reason: 'damaged', offset: 0 });
  });
});
