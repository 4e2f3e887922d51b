import { describe, expect, it } from 'vitest';
import { canHold, createBlockWriter, matroskaHeader } from './matroska.ts';

const track = { codec: 'h264', width: 640, height: 360 };
const data = Uint8Array.of(1, 2, 3);
const cluster = [0x1f, 0x43, 0xb6, 0x75];
const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, index) => bytes[index] === byte);
/** The block is the last element: a header of four bytes, then the packet. */
const timeOf = (block: Uint8Array) =>
  new DataView(block.buffer).getInt16(block.length - data.length - 3);

describe('a Matroska file', () => {
  it('starts with the EBML header and names the codec', () => {
    const header = matroskaHeader(track);
    expect(startsWith(header, [0x1a, 0x45, 0xdf, 0xa3])).toBe(true);
    expect(new TextDecoder('latin1').decode(header)).toContain('V_MPEG4/ISO/AVC');
  });

  it.each(['h264', 'hevc', 'mjpeg', 'mpeg4'])('holds %s', (codec) => {
    expect(canHold(codec)).toBe(true);
    expect(matroskaHeader({ ...track, codec }).length).toBeGreaterThan(50);
  });

  it.each(['', 'pcm_alaw', 'toString'])('does not hold %j', (codec) => {
    expect(canHold(codec)).toBe(false);
    expect(() => matroskaHeader({ ...track, codec })).toThrow('no Matroska name');
  });

  it('starts a cluster at each key frame', () => {
    const toBlock = createBlockWriter();
    const blocks = [true, false, false, true].map((isKey, n) =>
      toBlock({ data, isKey, timeMs: n * 40 }),
    );
    expect(blocks.map((block) => startsWith(block, cluster))).toEqual([true, false, false, true]);
  });

  it('gives times relative to the cluster, also negative ones for reordered pictures', () => {
    const toBlock = createBlockWriter();
    toBlock({ data, isKey: true, timeMs: 1000 });
    expect(timeOf(toBlock({ data, isKey: false, timeMs: 1120 }))).toBe(120);
    expect(timeOf(toBlock({ data, isKey: false, timeMs: 960 }))).toBe(-40);
  });

  it('starts another cluster when a time does not fit into 16 bits', () => {
    const toBlock = createBlockWriter();
    toBlock({ data, isKey: true, timeMs: 0 });
    const late = toBlock({ data, isKey: false, timeMs: 60_000 });
    expect(startsWith(late, cluster)).toBe(true);
    expect(timeOf(late)).toBe(0);
  });

  it('ends with the unchanged packet, even an empty one', () => {
    const toBlock = createBlockWriter();
    expect([...toBlock({ data, isKey: true, timeMs: 0 }).slice(-3)]).toEqual([1, 2, 3]);
    const empty = toBlock({ data: new Uint8Array(0), isKey: false, timeMs: 1 });
    expect(empty.length).toBe(1 + 8 + 4);
  });
});
