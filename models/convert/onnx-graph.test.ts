// Writes ONNX graphs that can be read again, and refuses invalid ones.
import { describe, expect, test } from 'vitest';
import { OnnxGraph } from './onnx-graph.ts';
import { decodeOnnx } from './onnx-schema.ts';

describe('OnnxGraph', () => {
  const started = () => {
    const graph = new OnnxGraph('g');
    graph.input({ name: 'x', type: 'float32', dims: [1, 'n'] });
    return graph;
  };

  test('writes an empty graph that can be read again', () => {
    const { graph, opsetImport } = decodeOnnx(new OnnxGraph('empty').toBytes());
    expect(graph).toEqual({ name: 'empty', node: [], initializer: [], input: [], output: [] });
    expect(opsetImport).toEqual([{ version: 16 }]);
  });

  test('writes every kind of attribute', () => {
    const graph = started();
    const attributes = {
      a: { int: -1 },
      b: { float: 0.5 },
      c: { ints: [1, 2] },
      d: { floats: [0.25] },
      e: { text: 'é' },
    };
    graph.node({ op: 'Test', inputs: ['x'], output: 'y', attributes });
    const [node] = decodeOnnx(graph.toBytes()).graph.node;
    expect(node?.attribute.map(({ type }) => type)).toEqual([2, 1, 7, 6, 3]);
    expect(node?.attribute[0]?.i).toBe(-1);
    expect(node?.attribute[1]?.f).toBe(0.5);
    expect(node?.attribute[2]?.ints).toEqual([1, 2]);
    expect(node?.attribute[3]?.floats).toEqual([0.25]);
    expect(Buffer.from(node?.attribute[4]?.s ?? []).toString()).toBe('é');
  });

  test('renames a tensor everywhere', () => {
    const graph = started();
    graph.node({ op: 'Relu', inputs: ['x'], output: 'y' });
    graph.node({ op: 'Relu', inputs: ['y'], output: 'z' });
    graph.rename('y', 'why');
    const [first, second] = decodeOnnx(graph.toBytes()).graph.node;
    expect([first?.output, second?.input]).toEqual([['why'], ['why']]);
    expect([graph.has('y'), graph.has('why')]).toEqual([false, true]);
  });

  test.each<[string, (graph: OnnxGraph) => unknown, RegExp]>([
    [
      'an input that is not defined',
      (graph) => graph.node({ op: 'Relu', inputs: ['q'], output: 'y' }),
      /its input q is not defined/,
    ],
    [
      'one name twice',
      (graph) => graph.constant('x', [], new Float32Array(1)),
      /x is defined twice/,
    ],
    [
      'an output that nobody makes',
      (graph) => {
        graph.output({ name: 'q', type: 'float32', dims: [] });
      },
      /output q is made by no node/,
    ],
  ])('refuses %s', (_title, misuse, message) => {
    expect(() => misuse(started())).toThrow(message);
  });
});
