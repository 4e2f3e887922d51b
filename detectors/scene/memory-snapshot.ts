// The memory of scene change as plain JSON, so that after a restart no object is raised again and none disappears unnoticed. Pictures are
// quantised to fine steps, cell arrays are exact; all is deflated to about 100 kB per camera.
import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { copyCell, createCellMemory, type CellMemory } from './cell-memory.ts';
import { copyPlanes, createPlanes } from './planes.ts';

export const memorySnapshotSchema = z.strictObject({
  version: z.literal(2),
  width: z.number().int().positive().max(1000),
  height: z.number().int().positive().max(1000),
  /** Deflated, base64. */
  data: z.string(),
});
export type MemorySnapshot = z.infer<typeof memorySnapshotSchema>;

/** Steps per unit; values are stored as 16-bit integers, much finer than any threshold. */
const scales = {
  luma: { from: 0, step: 1 / 1024 },
  colour: { from: -8, step: 1 / 1024 },
  noise: { from: 0, step: 1 / 2048 },
} as const;
type Scale = keyof typeof scales;

export function packMemory(used: CellMemory): MemorySnapshot {
  const memory = withoutTraces(used);
  const { width, height } = memory.background;
  const parts = [
    ...quantisedArrays(memory).map(([array, scale]) => pack(array, scale)),
    ...cellArrays(memory).map((array) =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength),
    ),
  ];
  return { version: 2, width, height, data: deflated(parts).toString('base64') };
}

/** Low bytes are noise, which no level can deflate: higher levels take three times as long and save a few percent. */
function deflated(parts: readonly Uint8Array[]): Buffer {
  return deflateSync(Buffer.concat(parts), { level: 1 });
}

/** @throws Error when the data does not fit its size */
export function unpackMemory({ width, height, data }: MemorySnapshot): CellMemory {
  const memory = createCellMemory(createPlanes(width, height));
  const reader = createReader(inflateSync(Buffer.from(data, 'base64')));
  for (const [array, scale] of quantisedArrays(memory)) reader.quantised(array, scale);
  for (const array of cellArrays(memory)) reader.exact(array);
  reader.end();
  return memory;
}

/** Replaces forgotten appearances by the background, which deflates better. */
function withoutTraces(memory: CellMemory): CellMemory {
  const planes = copyPlanes(memory.background);
  memory.settled.since.forEach((since, cell) => {
    if (since > 0) copyCell(memory.settled.planes, planes, cell);
  });
  return { ...memory, settled: { ...memory.settled, planes } };
}

function cellArrays({ settled, personMs, clearSince }: CellMemory): Float64Array[] {
  const { since, seenAt, seenMs } = settled;
  return [since, seenAt, seenMs, personMs, clearSince];
}

function quantisedArrays(memory: CellMemory): [Float32Array, Scale][] {
  const { background, settled, noise, colourNoise, grain, doubt } = memory;
  return [
    ...[background, settled.planes].flatMap(({ luma, red, blue }): [Float32Array, Scale][] => [
      [luma, 'luma'],
      [red, 'colour'],
      [blue, 'colour'],
    ]),
    ...[noise, colourNoise, grain.luma, grain.colour, doubt].map((array): [Float32Array, Scale] => [
      array,
      'noise',
    ]),
  ];
}

/** All high bytes, then all low bytes, which deflates best. */
function pack(plane: Float32Array, scale: Scale): Uint8Array {
  const { from, step } = scales[scale];
  const bytes = new Uint8Array(2 * plane.length);
  for (let index = 0; index < plane.length; index++) {
    const steps = Math.min(65_535, Math.max(0, Math.round((plane[index]! - from) / step)));
    bytes[index] = steps >> 8;
    bytes[plane.length + index] = steps & 255;
  }
  return bytes;
}

interface Reader {
  quantised(plane: Float32Array, scale: Scale): void;
  exact(array: Float64Array): void;
  end(): void;
}

function createReader(bytes: Buffer): Reader {
  let offset = 0;
  const take = (length: number): Buffer => {
    if (offset + length > bytes.length)
      throw new Error(
        `scene memory: expected at least ${offset + length} bytes, got ${bytes.length}`,
      );
    return bytes.subarray(offset, (offset += length));
  };
  return {
    quantised: (plane, scale) => {
      const { from, step } = scales[scale];
      const high = take(plane.length);
      const low = take(plane.length);
      high.forEach((value, index) => (plane[index] = from + (value * 256 + low[index]!) * step));
    },
    exact: (array) => {
      const source = take(array.byteLength);
      for (let index = 0; index < array.length; index++)
        array[index] = source.readDoubleLE(index * 8);
    },
    end: () => {
      if (offset !== bytes.length)
        throw new Error(`scene memory: expected ${offset} bytes, got ${bytes.length}`);
    },
  };
}
