// Builds an ONNX file node by node. Takes inputs, constants, nodes and outputs in execution order; returns the bytes of the file.
// The same calls give the same bytes.
import {
  attributeTypes,
  dataTypes,
  encodeOnnx,
  type OnnxAttribute,
  type OnnxDataType,
  type OnnxGraphProto,
  type OnnxValueInfo,
} from './onnx-schema.ts';

export type AttributeValue =
  | { int: number }
  | { float: number }
  | { ints: number[] }
  | { floats: number[] }
  | { text: string }
  | { graph: OnnxGraph };

export interface NodeSpec {
  op: string;
  inputs: readonly string[];
  output: string;
  attributes?: Record<string, AttributeValue>;
}

/** A dimension that is known only at run time has a name. */
export interface ValueSpec {
  name: string;
  type: OnnxDataType;
  dims: readonly (number | string)[];
}

export class OnnxGraph {
  readonly #proto: OnnxGraphProto;
  readonly #known = new Set<string>();

  constructor(name: string) {
    this.#proto = { name, node: [], initializer: [], input: [], output: [] };
  }

  input(value: ValueSpec): string {
    this.#proto.input.push(toValueInfo(value));
    return this.#define(value.name);
  }

  constant(name: string, dims: readonly number[], data: Float32Array | BigInt64Array): string {
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const dataType = data instanceof Float32Array ? dataTypes.float32 : dataTypes.int64;
    this.#proto.initializer.push({ name, dataType, dims: [...dims], rawData });
    return this.#define(name);
  }

  has(name: string): boolean {
    return this.#known.has(name);
  }

  /** Adds a node with one output, which is also its name. */
  node({ op, inputs, output, attributes = {} }: NodeSpec): string {
    const missing = inputs.find((name) => name !== '' && !this.#known.has(name));
    if (missing !== undefined)
      throw new Error(`node ${output} (${op}): its input ${missing} is not defined before it`);
    this.#proto.node.push({
      name: output,
      opType: op,
      input: [...inputs],
      output: [output],
      attribute: Object.entries(attributes).map(([name, value]) => toAttribute(name, value)),
    });
    return this.#define(output);
  }

  /** Renames a finished tensor everywhere. */
  rename(from: string, to: string): void {
    this.#known.delete(from);
    this.#define(to);
    const renamed = (name: string) => (name === from ? to : name);
    for (const node of this.#proto.node) {
      node.input = node.input.map(renamed);
      node.output = node.output.map(renamed);
    }
  }

  output(value: ValueSpec): void {
    if (!this.#known.has(value.name)) throw new Error(`output ${value.name} is made by no node`);
    this.#proto.output.push(toValueInfo(value));
  }

  /** Only the graph, as the body of a node in another graph. */
  toProto(): OnnxGraphProto {
    return this.#proto;
  }

  toBytes(): Uint8Array {
    return encodeOnnx({
      irVersion: 8,
      producerName: 'fencewatch',
      opsetImport: [{ version: 16 }],
      graph: this.#proto,
    });
  }

  #define(name: string): string {
    if (this.#known.has(name)) throw new Error(`${name} is defined twice`);
    this.#known.add(name);
    return name;
  }
}

function toValueInfo({ name, type, dims }: ValueSpec): OnnxValueInfo {
  const dim = dims.map((size) =>
    typeof size === 'number' ? { dimValue: size } : { dimParam: size },
  );
  return { name, type: { tensorType: { elemType: dataTypes[type], shape: { dim } } } };
}

function toAttribute(name: string, value: AttributeValue): OnnxAttribute {
  if ('int' in value) return { name, type: attributeTypes.int, i: value.int };
  if ('float' in value) return { name, type: attributeTypes.float, f: value.float };
  if ('ints' in value) return { name, type: attributeTypes.ints, ints: value.ints };
  if ('floats' in value) return { name, type: attributeTypes.floats, floats: value.floats };
  if ('graph' in value) return { name, type: attributeTypes.graph, g: value.graph.toProto() };
  return { name, type: attributeTypes.text, s: new TextEncoder().encode(value.text) };
}
