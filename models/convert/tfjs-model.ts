// Reads a TensorFlow.js graph model: its JSON (nodes and weight table) and its weight file. Returns the nodes in file order and
// every weight as float32 or int32; float16 weights are widened.
import { z } from 'zod';
import { describeFaults, faultsOf } from '../../contracts/faults.ts';
import { ModelError } from '../model-error.ts';

const attributeSchema = z.object({
  s: z.base64().optional(),
  b: z.boolean().optional(),
  shape: z.object({ dim: z.array(z.object({ size: z.string() })).default([]) }).optional(),
  list: z
    .object({ i: z.array(z.string()).optional(), s: z.array(z.base64()).optional() })
    .optional(),
});
const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attributeSchema).default({}),
});
const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
});
const graphModelSchema = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z.array(
    z.object({ paths: z.array(z.string()), weights: z.array(weightSchema) }),
  ),
});

export type TfjsNode = z.output<typeof nodeSchema>;
export interface TfjsWeight {
  shape: readonly number[];
  data: Float32Array | Int32Array;
}
export interface TfjsModel {
  nodes: readonly TfjsNode[];
  weights: ReadonlyMap<string, TfjsWeight>;
}

/** @param json the parsed model file @param bytes the concatenated weight files */
export function parseTfjsModel(json: unknown, bytes: Uint8Array): TfjsModel {
  const parsed = graphModelSchema.safeParse(json, { reportInput: true });
  if (!parsed.success)
    throw new ModelError(
      'damaged',
      `no TensorFlow.js graph model: ${describeFaults(faultsOf(parsed.error))}`,
    );
  const specs = parsed.data.weightsManifest.flatMap(({ weights }) => weights);
  return { nodes: parsed.data.modelTopology.node, weights: readWeights(specs, bytes) };
}

/** A list of integers such as strides. */
export function intsOf(node: TfjsNode, attribute: string): number[] {
  return (node.attr[attribute]?.list?.i ?? []).map(Number);
}

/** The declared dimensions of a placeholder. */
export function shapeOf(node: TfjsNode): number[] {
  return (node.attr['shape']?.shape?.dim ?? []).map(({ size }) => Number(size));
}

export function textOf(node: TfjsNode, attribute: string): string {
  return fromBase64(node.attr[attribute]?.s ?? '');
}

export function textsOf(node: TfjsNode, attribute: string): string[] {
  return (node.attr[attribute]?.list?.s ?? []).map(fromBase64);
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

type WeightSpec = z.output<typeof weightSchema>;

function readWeights(specs: readonly WeightSpec[], bytes: Uint8Array): Map<string, TfjsWeight> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const expected = specs.reduce((sum, spec) => sum + byteLength(spec), 0);
  if (expected !== bytes.byteLength)
    throw new ModelError(
      'damaged',
      `the weight file: expected ${expected} bytes, got ${bytes.byteLength}`,
    );
  const weights = new Map<string, TfjsWeight>();
  let offset = 0;
  for (const spec of specs) {
    weights.set(spec.name, { shape: spec.shape, data: readWeight(spec, view, offset) });
    offset += byteLength(spec);
  }
  return weights;
}

function readWeight(spec: WeightSpec, view: DataView, offset: number): Float32Array | Int32Array {
  const count = elementCount(spec);
  if (spec.dtype === 'int32')
    return Int32Array.from({ length: count }, (_, at) => view.getInt32(offset + 4 * at, true));
  if (spec.quantization)
    return Float32Array.from({ length: count }, (_, at) =>
      float16ToNumber(view.getUint16(offset + 2 * at, true)),
    );
  return Float32Array.from({ length: count }, (_, at) => view.getFloat32(offset + 4 * at, true));
}

function elementCount(spec: WeightSpec): number {
  return spec.shape.reduce((product, size) => product * size, 1);
}

function byteLength(spec: WeightSpec): number {
  return elementCount(spec) * (spec.quantization ? 2 : 4);
}

/** IEEE 754 half precision. */
export function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
