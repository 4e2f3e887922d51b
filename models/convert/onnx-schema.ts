// The part of the ONNX file format that the project reads and writes, with the field numbers of the official onnx.proto. Takes
// and returns plain objects; other fields are skipped on reading.
import protobuf from 'protobufjs';

export interface OnnxModel {
  irVersion: number;
  producerName: string;
  /** The official operators when absent. */
  opsetImport: { domain?: string; version: number }[];
  graph: OnnxGraphProto;
}
export interface OnnxGraphProto {
  name: string;
  node: OnnxNode[];
  initializer: OnnxTensor[];
  input: OnnxValueInfo[];
  output: OnnxValueInfo[];
}
export interface OnnxNode {
  name: string;
  opType: string;
  input: string[];
  output: string[];
  attribute: OnnxAttribute[];
}
export interface OnnxAttribute {
  name: string;
  type: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  /** The body of a loop or a branch. */
  g?: OnnxGraphProto;
  floats?: number[];
  ints?: number[];
}
export interface OnnxTensor {
  name: string;
  dataType: number;
  dims: number[];
  rawData?: Uint8Array;
  /** Where external data is: `location`, `offset`, `length`. */
  externalData?: { key: string; value: string }[];
  dataLocation?: number;
}
export interface OnnxValueInfo {
  name: string;
  type: { tensorType: { elemType: number; shape: { dim: OnnxDimension[] } } };
}
export type OnnxDimension = { dimValue: number } | { dimParam: string };

/** Numbers of `AttributeProto.AttributeType`. */
export const attributeTypes = { float: 1, int: 2, text: 3, graph: 5, floats: 6, ints: 7 } as const;
/** Numbers of `TensorProto.DataLocation`. */
export const dataLocations = { inside: 0, external: 1 } as const;
/** Numbers of `TensorProto.DataType`. */
export const dataTypes = { float32: 1, uint8: 2, int64: 7, bool: 9 } as const;
export type OnnxDataType = keyof typeof dataTypes;

export function encodeOnnx(model: OnnxModel): Uint8Array {
  const type = modelType();
  return type.encode(type.fromObject(model)).finish();
}

/** Throws when the bytes are not a protobuf message. */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  const type = modelType();
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true }) as OnnxModel;
}

function modelType(): protobuf.Type {
  return protobuf.Root.fromJSON(descriptor).lookupType('ModelProto');
}

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: 'repeated', type, id });

const descriptor: protobuf.INamespace = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: one('int64', 1),
        producerName: one('string', 2),
        graph: one('GraphProto', 7),
        opsetImport: many('OperatorSetIdProto', 8),
      },
    },
    OperatorSetIdProto: { fields: { domain: one('string', 1), version: one('int64', 2) } },
    GraphProto: {
      fields: {
        node: many('NodeProto', 1),
        name: one('string', 2),
        initializer: many('TensorProto', 5),
        input: many('ValueInfoProto', 11),
        output: many('ValueInfoProto', 12),
      },
    },
    NodeProto: {
      fields: {
        input: many('string', 1),
        output: many('string', 2),
        name: one('string', 3),
        opType: one('string', 4),
        attribute: many('AttributeProto', 5),
      },
    },
    AttributeProto: {
      fields: {
        name: one('string', 1),
        f: one('float', 2),
        i: one('int64', 3),
        s: one('bytes', 4),
        g: one('GraphProto', 6),
        floats: many('float', 7),
        ints: many('int64', 8),
        type: one('int32', 20),
      },
    },
    TensorProto: {
      fields: {
        dims: many('int64', 1),
        dataType: one('int32', 2),
        name: one('string', 8),
        rawData: one('bytes', 9),
        externalData: many('StringStringEntryProto', 13),
        dataLocation: one('int32', 14),
      },
    },
    StringStringEntryProto: { fields: { key: one('string', 1), value: one('string', 2) } },
    ValueInfoProto: { fields: { name: one('string', 1), type: one('TypeProto', 2) } },
    TypeProto: { fields: { tensorType: one('TensorTypeProto', 1) } },
    TensorTypeProto: { fields: { elemType: one('int32', 1), shape: one('ShapeProto', 2) } },
    ShapeProto: { fields: { dim: many('DimensionProto', 1) } },
    DimensionProto: {
      oneofs: { value: { oneof: ['dimValue', 'dimParam'] } },
      fields: { dimValue: one('int64', 1), dimParam: one('string', 2) },
    },
  },
};
