// Reads the numbers of a model's output. Takes the outputs of a run and a name; gives float32 values.
import { ModelError } from '../../models/index.ts';
import type { Tensors } from '../onnx-session.ts';

export function tensorData(outputs: Tensors, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new ModelError('wrong-family', `expected a float32 output ${name}, got none`);
}
