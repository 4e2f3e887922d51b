// Graphs small enough to compute by hand, for tests of the conversion.
import { parseTfjsModel, type TfjsModel } from '../tfjs-model.ts';

export type Node = [name: string, op: string, input?: string[], attr?: object];
export const text = (value: string) => Buffer.from(value).toString('base64');
export const strides = (step: number) => ({ list: { i: ['1', String(step), String(step), '1'] } });
export const placeholder: Node = [
  'in',
  'Placeholder',
  [],
  { shape: { shape: { dim: [1, 64, 64, 3].map((size) => ({ size: String(size) })) } } },
];

/** A model of nodes and weights, each with its shape and values. The weight `gone` is named but has no values. */
export function modelOf(
  nodes: Node[],
  weights: Record<string, [number[], number[]]> = {},
): TfjsModel {
  const specs = Object.entries(weights).map(([name, [shape]]) => ({
    name,
    shape,
    dtype: 'float32',
  }));
  const constants = [...Object.keys(weights), 'gone'].map((name) => ({ name, op: 'Const' }));
  const values = Object.values(weights).flatMap(([, data]) => data);
  const json = {
    format: 'graph-model',
    modelTopology: { node: [...constants, ...nodes.map(toNode)] },
    weightsManifest: [{ paths: ['w.bin'], weights: specs }],
  };
  return parseTfjsModel(json, new Uint8Array(Float32Array.from(values).buffer));
}

const toNode = ([name, op, input, attr]: Node) => ({ name, op, input, attr });
