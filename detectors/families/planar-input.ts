// The input of most families: one float plane per colour, `[1, 3, height, width]`. Takes interleaved RGB bytes of the input's size;
// returns the tensor with the colour order and scaling of the model's training.
import { Tensor } from '../onnx-runtime.ts';
import type { InputSize } from '../../models/index.ts';

export interface ColourScaling {
  readonly order: 'rgb' | 'bgr';
  /** Subtracted from each byte, in the order red, green, blue. */
  readonly mean: readonly [number, number, number];
  /** Then each is divided by this. */
  readonly deviation: readonly [number, number, number];
}

export function toPlanarTensor(rgb: Uint8Array, size: InputSize, scaling: ColourScaling): Tensor {
  const area = size.width * size.height;
  const planes = new Float32Array(area * 3);
  const [red, green, blue] = [0, 1, 2].map((channel) => {
    const plane = scaling.order === 'rgb' ? channel : 2 - channel;
    return planes.subarray(plane * area, (plane + 1) * area);
  }) as [Float32Array, Float32Array, Float32Array];
  const { mean, deviation } = scaling;
  for (let pixel = 0, at = 0; pixel < area; pixel++, at += 3) {
    red[pixel] = ((rgb[at] as number) - mean[0]) / deviation[0];
    green[pixel] = ((rgb[at + 1] as number) - mean[1]) / deviation[1];
    blue[pixel] = ((rgb[at + 2] as number) - mean[2]) / deviation[2];
  }
  return new Tensor('float32', planes, [1, 3, size.height, size.width]);
}
