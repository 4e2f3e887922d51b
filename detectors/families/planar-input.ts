// The input that most families take: one float plane per colour, `[1, 3, height, width]`. Takes interleaved RGB bytes of
// the input's size; gives the tensor, in the colour order and with the scaling that the model was trained with.
import { Tensor } from 'onnxruntime-node';
import type { InputSize } from '../../models/index.ts';

export interface ColourScaling {
  readonly order: 'rgb' | 'bgr';
  /** Taken off each byte, in the order red, green, blue. */
  readonly mean: readonly [number, number, number];
  /** Then each is divided by this. */
  readonly deviation: readonly [number, number, number];
}

export function toPlanarTensor(rgb: Uint8Array, size: InputSize, scaling: ColourScaling): Tensor {
  const area = size.width * size.height;
  const planes = new Float32Array(area * 3);
  for (const channel of [0, 1, 2] as const) {
    const plane = scaling.order === 'rgb' ? channel : 2 - channel;
    const table = scalingTable(scaling.mean[channel], scaling.deviation[channel]);
    spread(rgb, channel, table, planes.subarray(plane * area, (plane + 1) * area));
  }
  return new Tensor('float32', planes, [1, 3, size.height, size.width]);
}

function spread(rgb: Uint8Array, channel: number, table: Float32Array, plane: Float32Array): void {
  for (let pixel = 0, at = channel; pixel < plane.length; pixel++, at += 3)
    plane[pixel] = table[rgb[at] as number] as number;
}

function scalingTable(mean: number, deviation: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => (byte - mean) / deviation);
}
