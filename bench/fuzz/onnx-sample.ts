// A small ONNX file, written by hand: a graph with a node, weights inside and outside of the file, and metadata. Returns its bytes.
import { joined } from './mutate-bytes.ts';

/** @param location where the weights are said to be */
export function anOnnxFile(location = 'weights.bin', dimension = 4): Uint8Array {
  const external = [['location', location] as const, ['offset', '0'] as const];
  const tensor = joined(
    number(1, dimension),
    number(2, 1),
    text(8, 'w'),
    ...external.map(([key, value]) => field(13, joined(text(1, key), text(2, value)))),
    number(14, 1),
  );
  const inner = joined(number(1, 1), number(2, 1), text(8, 'c'), field(9, new Uint8Array(4)));
  const attribute = joined(text(1, 'value'), field(5, inner), number(20, 4));
  const constant = joined(text(2, 'c'), text(4, 'Constant'), field(5, attribute));
  const add = joined(text(1, 'x'), text(1, 'w'), text(2, 'y'), text(4, 'Add'));
  const graph = joined(
    field(1, constant),
    field(1, add),
    text(2, 'graph'),
    field(5, tensor),
    field(11, tensorType('x', dimension)),
    field(12, tensorType('y', dimension)),
  );
  const opset = number(2, 13);
  const note = joined(text(1, 'names'), text(2, "{0: 'person', 1: 'car'}"));
  return joined(number(1, 8), field(7, graph), field(8, opset), field(14, note));
}

function tensorType(name: string, dimension: number): Uint8Array {
  const shape = field(1, number(1, dimension));
  return joined(text(1, name), field(2, field(1, joined(number(1, 1), field(2, shape)))));
}

function field(id: number, content: Uint8Array): Uint8Array {
  return joined(varint(id * 8 + 2), varint(content.length), content);
}

function text(id: number, value: string): Uint8Array {
  return field(id, new TextEncoder().encode(value));
}

function number(id: number, value: number): Uint8Array {
  return joined(varint(id * 8), varint(value));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}
