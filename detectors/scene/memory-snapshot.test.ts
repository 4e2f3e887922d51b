// The memory on disk: it is restored within its precision, and damaged data is refused.
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf } from '../testing/paint-picture.ts';
import { evenPlanes } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import {
  memorySnapshotSchema,
  packMemory,
  unpackMemory,
  type MemorySnapshot,
} from './memory-snapshot.ts';

function usedMemory() {
  const memory = createCellMemory(planesOf(paintStreet()));
  const things = planesOf(paintStreet(undefined, 9));
  for (const plane of ['luma', 'red', 'blue'] as const)
    memory.settled.planes[plane].set(things[plane]);
  memory.settled.since.fill(1_790_000_000_001, 0, 10);
  memory.settled.since[11] = 1_790_000_000_123;
  memory.settled.seenAt[11] = 1_790_000_060_456;
  memory.settled.seenMs[11] = 60_333.5;
  memory.personMs[12] = 2000;
  memory.clearSince[13] = 1_790_000_000_001;
  memory.noise[5] = 0.31;
  memory.colourNoise[6] = 0.21;
  memory.grain.luma[7] = 0.11;
  memory.grain.colour[8] = 0.12;
  memory.doubt[9] = 0.6;
  return memory;
}

function farthest(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
}

/** The snapshot with its bytes changed. */
function tampered(snapshot: MemorySnapshot, change: (bytes: Buffer) => Buffer): MemorySnapshot {
  const bytes = inflateSync(Buffer.from(snapshot.data, 'base64'));
  return { ...snapshot, data: deflateSync(change(bytes)).toString('base64') };
}

describe('a packed memory', () => {
  it('is restored with exact times', () => {
    const memory = usedMemory();
    const back = unpackMemory(packMemory(memory));
    for (const name of ['since', 'seenAt', 'seenMs'] as const)
      expect(back.settled[name]).toEqual(memory.settled[name]);
    expect(back.personMs).toEqual(memory.personMs);
    expect(back.clearSince).toEqual(memory.clearSince);
  });

  it('is restored with pictures to within a thousandth of an octave', () => {
    const memory = usedMemory();
    const back = unpackMemory(packMemory(memory));
    expect(farthest(back.background.luma, memory.background.luma)).toBeLessThan(0.001);
    expect(farthest(back.background.red, memory.background.red)).toBeLessThan(0.001);
    for (const cell of [0, 5, 11])
      expect(back.settled.planes.blue[cell]).toBeCloseTo(memory.settled.planes.blue[cell]!, 2);
    for (const plane of ['noise', 'colourNoise', 'doubt'] as const)
      expect(farthest(back[plane], memory[plane]), plane).toBeLessThan(0.0005);
    for (const plane of ['luma', 'colour'] as const)
      expect(farthest(back.grain[plane], memory.grain[plane])).toBeLessThan(0.0005);
  });

  it('does not store appearances of objects that left', () => {
    const memory = usedMemory();
    const back = unpackMemory(packMemory(memory));
    expect(memory.settled.since[40]).toBe(0);
    expect(back.settled.planes.luma[40 * 2]).toBeCloseTo(memory.background.luma[40 * 2]!, 2);
  });

  it('does not drift when it is packed repeatedly', () => {
    const once = packMemory(usedMemory());
    expect(packMemory(unpackMemory(packMemory(unpackMemory(once))))).toEqual(once);
  });

  it('is valid plain JSON of moderate size', () => {
    const packed = packMemory(usedMemory());
    expect(memorySnapshotSchema.parse(JSON.parse(JSON.stringify(packed)))).toEqual(packed);
    expect(JSON.stringify(packed).length).toBeLessThan(150_000);
  });

  it('of an unused memory is restored as unused', () => {
    const back = unpackMemory(packMemory(createCellMemory(evenPlanes(4, 2))));
    expect([...back.settled.since]).toEqual([0, 0]);
    expect(back.background.luma[0]).toBeCloseTo(7, 1);
  });
});

describe('damaged data', () => {
  const snapshot = packMemory(usedMemory());
  const rows: [string, () => MemorySnapshot][] = [
    ['empty', () => ({ ...snapshot, data: '' })],
    ['not deflated', () => ({ ...snapshot, data: Buffer.from('hello').toString('base64') })],
    ['cut off', () => ({ ...snapshot, data: snapshot.data.slice(0, snapshot.data.length / 2) })],
    ['of a wider picture', () => ({ ...snapshot, width: snapshot.width + 2 })],
    ['of a narrower picture', () => ({ ...snapshot, width: snapshot.width - 2 })],
    ['one byte short', () => tampered(snapshot, (bytes) => bytes.subarray(0, -1))],
    ['one byte long', () => tampered(snapshot, (bytes) => Buffer.concat([bytes, Buffer.of(0)]))],
  ];
  it.each(rows)('that is %s is refused', (_, damaged) => {
    expect(() => unpackMemory(damaged())).toThrow();
  });

  it('is refused with the expected and the actual number of bytes', () => {
    const short = tampered(snapshot, (bytes) => bytes.subarray(0, 100));
    expect(() => unpackMemory(short)).toThrow(/expected at least \d+ bytes, got 100/);
  });

  it.each([
    ['a version of before', { version: 1 }],
    ['no width', { width: 0 }],
    ['a width without measure', { width: 1_000_000 }],
    ['an unknown key', { more: 1 }],
  ])('with %s does not pass the schema', (_, change) => {
    expect(memorySnapshotSchema.safeParse({ ...snapshot, ...change }).success).toBe(false);
  });
});
