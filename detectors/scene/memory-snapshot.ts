// The memory of scene change as plain JSON, so that a restart neither raises again what stood there nor misses its going.
// Pictures are kept at 8 bits a plane, cells as they are; all of it deflated: about 100 kB a camera.
import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { createCellMemory, type Appearance, type CellMemory } from './cell-memory.ts';
import { createPlanes, type Planes } from './planes.ts';

export const memorySnapshotSchema = z.strictObject({
  version: z.literal(1),
  width: z.number().int().positive().max(1000),
  height: z.number().int().positive().max(1000),
  /** Deflated, base64. */
  data: z.string(),
});
export type MemorySnapshot = z.infer<typeof memorySnapshotSchema>;

/** 8-bit steps: log luma 0..10, chroma ratios −4..4, noise 0..1. */
const scales = {
  luma: { from: 0, step: 10 / 255 },
  red: { from: -4, step: 8 / 255 },
  blue: { from: -4, step: 8 / 255 },
  noise: { from: 0, step: 1 / 255 },
} as const;

export function packMemory(memory: CellMemory): MemorySnapshot {
  const { width, height } = memory.background;
  const parts = [
    ...packPlanes(memory.background),
    pack(memory.noise, 'noise'),
    ...packPlanes(memory.settled.planes),
    ...cellArrays(memory).map((array) =>
      Buffer.from(array.buffer, array.byteOffset, array.byteLength),
    ),
  ];
  return { version: 1, width, height, data: deflateSync(Buffer.concat(parts)).toString('base64') };
}

/** @throws Error when the data is not what its size says */
export function unpackMemory({ width, height, data }: MemorySnapshot): CellMemory {
  const memory = createCellMemory(createPlanes(width, height));
  const reader = createReader(inflateSync(Buffer.from(data, 'base64')));
  readPlanes(reader, memory.background);
  reader.quantised(memory.noise, 'noise');
  readPlanes(reader, memory.settled.planes);
  for (const array of cellArrays(memory)) reader.exact(array);
  reader.end();
  return memory;
}

function cellArrays({ settled, personMs, clearSince }: CellMemory): Float64Array[] {
  const { since, seenAt, seenMs }: Appearance = settled;
  return [since, seenAt, seenMs, personMs, clearSince];
}

function packPlanes(planes: Planes): Uint8Array[] {
  return [pack(planes.luma, 'luma'), pack(planes.red, 'red'), pack(planes.blue, 'blue')];
}

function pack(plane: Float32Array, scale: keyof typeof scales): Uint8Array {
  const { from, step } = scales[scale];
  return new Uint8Array(Uint8ClampedArray.from(plane, (value) => (value - from) / step).buffer);
}

interface Reader {
  quantised(plane: Float32Array, scale: keyof typeof scales): void;
  exact(array: Float64Array): void;
  end(): void;
}

function createReader(bytes: Buffer): Reader {
  let offset = 0;
  const take = (length: number): Buffer => {
    if (offset + length > bytes.length)
      throw new Error(
        `scene memory: expected at least ${offset + length} bytes, came ${bytes.length}`,
      );
    return bytes.subarray(offset, (offset += length));
  };
  return {
    quantised: (plane, scale) => {
      const { from, step } = scales[scale];
      take(plane.length).forEach((value, index) => (plane[index] = from + value * step));
    },
    exact: (array) => {
      const source = take(array.byteLength);
      for (let index = 0; index < array.length; index++)
        array[index] = source.readDoubleLE(index * 8);
    },
    end: () => {
      if (offset !== bytes.length)
        throw new Error(`scene memory: expected ${offset} bytes, came ${bytes.length}`);
    },
  };
}

function readPlanes(reader: Reader, planes: Planes): void {
  reader.quantised(planes.luma, 'luma');
  reader.quantised(planes.red, 'red');
  reader.quantised(planes.blue, 'blue');
}
