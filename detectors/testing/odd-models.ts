// Unusual and unusable ONNX files of users, for tests. Takes toy models; returns bytes.
import { OnnxGraph } from '../../models/convert/onnx-graph.ts';
import {
  dataLocations,
  decodeOnnx,
  encodeOnnx,
  type OnnxTensor,
} from '../../models/convert/onnx-schema.ts';
import { toyCells, yolov8Graph } from './toy-models.ts';

const output = { name: 'end', type: 'float32', dims: [1, 6, toyCells * toyCells] } as const;

/** A YOLOv8 with a loop of 2^62 iterations. */
export function endlessModel(): Uint8Array {
  const body = new OnnxGraph('turn');
  body.input({ name: 'turn', type: 'int64', dims: [] });
  body.input({ name: 'go', type: 'bool', dims: [] });
  body.input({ name: 'before', type: 'float32', dims: output.dims });
  body.node({ op: 'Identity', inputs: ['go'], output: 'go_on' });
  body.node({ op: 'Relu', inputs: ['before'], output: 'after' });
  body.output({ name: 'go_on', type: 'bool', dims: [] });
  body.output({ name: 'after', type: 'float32', dims: output.dims });
  const graph = yolov8Graph();
  graph.constant('turns', [], BigInt64Array.of(2n ** 62n));
  const attributes = { body: { graph: body } };
  graph.node({ op: 'Loop', inputs: ['turns', '', 'output0'], output: 'end', attributes });
  graph.output(output);
  return graph.toBytes();
}

/** A YOLOv8 that allocates a tensor of this many bytes. */
export function hugeModel(bytes: number): Uint8Array {
  const graph = yolov8Graph();
  graph.constant('size', [1], BigInt64Array.of(BigInt(bytes / 4)));
  graph.node({ op: 'ConstantOfShape', inputs: ['size'], output: 'zeros' });
  const attributes = { keepdims: { int: 0 } };
  graph.node({ op: 'ReduceMax', inputs: ['zeros'], output: 'largest', attributes });
  graph.node({ op: 'Add', inputs: ['output0', 'largest'], output: 'end' });
  graph.output(output);
  return graph.toBytes();
}

/** A model for pictures of any size, which returns one box eight times. */
export function anySizeModel(confidence = 0.9): Uint8Array {
  const graph = new OnnxGraph('any-size');
  graph.input({ name: 'images', type: 'float32', dims: ['batch', 3, 'height', 'width'] });
  graph.node({ op: 'GlobalAveragePool', inputs: ['images'], output: 'mean' });
  graph.constant('weights', [6, 3, 1, 1], new Float32Array(18));
  graph.constant('box', [6], Float32Array.of(320, 320, 100, 100, confidence, 0));
  graph.node({ op: 'Conv', inputs: ['mean', 'weights', 'box'], output: 'values' });
  graph.constant('shape', [3], BigInt64Array.of(1n, 6n, 1n));
  graph.node({ op: 'Reshape', inputs: ['values', 'shape'], output: 'column' });
  graph.constant('columns', [3], BigInt64Array.of(1n, 6n, 8n));
  graph.node({ op: 'Expand', inputs: ['column', 'columns'], output: 'end' });
  graph.output({ name: 'end', type: 'float32', dims: [1, 6, 8] });
  return graph.toBytes();
}

/** The model with another version of the operators. */
export function withOpset(model: Uint8Array, version: number): Uint8Array {
  return encodeOnnx({ ...decodeOnnx(model), opsetImport: [{ version }] });
}

/** The model with a metadata property (field 14): a key and a value of less than 60 characters. */
export function withNote(model: Uint8Array, key: string, value: string): Uint8Array {
  const text = (field: number, content: string) => {
    const bytes = Buffer.from(content);
    return Buffer.concat([Buffer.of(field * 8 + 2, bytes.length), bytes]);
  };
  const entry = Buffer.concat([text(1, key), text(2, value)]);
  return Buffer.concat([model, Buffer.of(14 * 8 + 2, entry.length), entry]);
}

/** The model with external weights, as in large exports. */
export function splitWeights(
  model: Uint8Array,
  location: string,
): { model: Uint8Array; weights: Uint8Array } {
  const onnx = decodeOnnx(model);
  const parts = onnx.graph.initializer.map(({ rawData }) => rawData ?? new Uint8Array());
  let offset = 0;
  onnx.graph.initializer = onnx.graph.initializer.map((tensor) => {
    const moved = outside(tensor, location, offset);
    offset += tensor.rawData?.byteLength ?? 0;
    return moved;
  });
  return { model: encodeOnnx(onnx), weights: Buffer.concat(parts) };
}

/** Moves a tensor to the external file, except scalars and shapes, which the library needs when it loads the file. */
function outside(tensor: OnnxTensor, location: string, offset: number): OnnxTensor {
  const { name, dataType, dims, rawData } = tensor;
  const values = { location, offset, length: rawData?.byteLength ?? 0 };
  const externalData = Object.entries(values).map(([key, value]) => ({ key, value: `${value}` }));
  if (dims.length < 2) return tensor;
  return { name, dataType, dims, externalData, dataLocation: dataLocations.external };
}
