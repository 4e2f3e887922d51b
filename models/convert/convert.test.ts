// The parts of the conversion, with graphs small enough to compute by hand: reading, folding, and refusals.
import { describe, expect, test } from 'vitest';
import { findFoldings } from './foldings.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { decodeOnnx } from './onnx-schema.ts';
import { float16ToNumber, parseTfjsModel, type TfjsModel } from './tfjs-model.ts';
import { convertTfjsToOnnx } from './tfjs-to-onnx.ts';

type Node = [name: string, op: string, input?: string[], attr?: object];
const text = (value: string) => Buffer.from(value).toString('base64');
const strides = (step: number) => ({ list: { i: ['1', String(step), String(step), '1'] } });
const placeholder: Node = [
  'in',
  'Placeholder',
  [],
  { shape: { shape: { dim: [1, 64, 64, 3].map((size) => ({ size: String(size) })) } } },
];

function modelOf(nodes: Node[], weights: Record<string, [number[], number[]]> = {}): TfjsModel {
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
const convert = (model: TfjsModel, tensor: string) =>
  decodeOnnx(convertTfjsToOnnx(model, [{ tensor, name: 'out', channels: 1 }], 'test')).graph;

describe('float16ToNumber', () => {
  test.each([
    ['zero', 0x0000, 0],
    ['one', 0x3c00, 1],
    ['minus two', 0xc000, -2],
    ['the largest', 0x7bff, 65504],
    ['the smallest', 0x0001, 2 ** -24],
    ['a sixth, rounded', 0x3155, 0.1666259765625],
    ['infinity', 0x7c00, Infinity],
    ['no number', 0x7e00, NaN],
  ])('reads %s', (_title, bits, expected) => {
    expect(float16ToNumber(bits)).toBe(expected);
  });
});

describe('parseTfjsModel', () => {
  const file = (weights: object[]) => ({
    format: 'graph-model',
    modelTopology: { node: [] },
    weightsManifest: [{ paths: [], weights }],
  });

  test('reads an empty model', () => {
    expect(parseTfjsModel(file([]), new Uint8Array())).toEqual({ nodes: [], weights: new Map() });
  });

  test('reads consecutive float16, float32 and int32 weights', () => {
    const bytes = Buffer.alloc(2 + 4 + 4);
    bytes.writeUInt16LE(0x3c00, 0);
    bytes.writeFloatLE(0.5, 2);
    bytes.writeInt32LE(-7, 6);
    const quantization = { dtype: 'float16' };
    const { weights } = parseTfjsModel(
      file([
        { name: 'half', shape: [], dtype: 'float32', quantization },
        { name: 'whole', shape: [1], dtype: 'float32' },
        { name: 'count', shape: [1], dtype: 'int32' },
      ]),
      bytes,
    );
    expect([...weights].map(([name, { data }]) => [name, data[0]])).toEqual([
      ['half', 1],
      ['whole', 0.5],
      ['count', -7],
    ]);
  });

  test.each([
    ['another file', {}, new Uint8Array(), /no TensorFlow\.js graph model: format: /],
    ['nothing', null, new Uint8Array(), /no TensorFlow\.js graph model/],
    [
      'weights cut short',
      file([{ name: 'a', shape: [2], dtype: 'float32' }]),
      new Uint8Array(4),
      /expected 8 bytes, got 4/,
    ],
    [
      'weights of a kind it does not know',
      file([{ name: 'a', shape: [], dtype: 'float32', quantization: { dtype: 'uint8' } }]),
      new Uint8Array(1),
      /quantization\.dtype/,
    ],
  ])('refuses %s', (_title, json, bytes, message) => {
    expect(() => parseTfjsModel(json, bytes)).toThrow(message);
  });
});

describe('findFoldings', () => {
  const constants = { three: [[], [3]], sixth: [[], [0.1666259765625]], five: [[], [5]] } as const;
  const weights = Object.fromEntries(
    Object.entries(constants).map(([name, [, data]]) => [name, [[], [...data]]]),
  ) as Record<string, [number[], number[]]>;
  const gate = (shift: string): Node[] => [
    ['sum', 'Add', ['in', shift]],
    ['gate', 'Relu6', ['sum']],
  ];

  test.each<[string, Node[], Record<string, object>]>([
    ['nothing in an empty graph', [], {}],
    [
      'hard-sigmoid',
      [...gate('three'), ['end', 'Mul', ['sixth', 'gate']]],
      { end: { kind: 'hard-sigmoid', input: 'in' } },
    ],
    [
      'hard-swish',
      [...gate('three'), ['part', 'Mul', ['sixth', 'in']], ['end', 'Mul', ['part', 'gate']]],
      { end: { kind: 'hard-swish', input: 'in' } },
    ],
    ['nothing with another shift', [...gate('five'), ['end', 'Mul', ['sixth', 'gate']]], {}],
    ['nothing with another factor', [...gate('three'), ['end', 'Mul', ['five', 'gate']]], {}],
    [
      'nothing when the gate is of another tensor',
      [
        ...gate('three'),
        ['other', 'Relu', ['in']],
        ['part', 'Mul', ['sixth', 'other']],
        ['end', 'Mul', ['part', 'gate']],
      ],
      {},
    ],
  ])('finds %s', (_title, nodes, expected) => {
    expect(Object.fromEntries(findFoldings(modelOf([placeholder, ...nodes], weights)))).toEqual(
      expected,
    );
  });
});

describe('convertTfjsToOnnx', () => {
  const kernel = (height: number, width: number, inputs: number, outputs: number) =>
    [
      [height, width, inputs, outputs],
      Array.from({ length: height * width * inputs * outputs }, (_, at) => at + 1),
    ] as [number[], number[]];
  const convolution = (padding: string, step: number, fused: string[] = []) => ({
    strides: strides(step),
    padding: { s: text(padding) },
    fused_ops: { list: { s: fused.map(text) } },
  });

  test.each([
    ['same, 3, stride 1', 'SAME', 3, 1, [1, 1, 1, 1]],
    ['same, 3, stride 2: the odd one at the end', 'SAME', 3, 2, [0, 0, 1, 1]],
    ['same, 5, stride 2: the odd one at the end', 'SAME', 5, 2, [1, 1, 2, 2]],
    ['same, 1, stride 2', 'SAME', 1, 2, [0, 0, 0, 0]],
    ['valid', 'VALID', 3, 1, [0, 0, 0, 0]],
  ])('pads %s', (_title, padding, side, step, pads) => {
    const model = modelOf([placeholder, ['c', 'Conv2D', ['in', 'k'], convolution(padding, step)]], {
      k: kernel(side, side, 3, 4),
    });
    const conv = convert(model, 'c').node.find(({ opType }) => opType === 'Conv');
    expect(conv?.attribute.find(({ name }) => name === 'pads')?.ints).toEqual(pads);
    expect(conv?.attribute.find(({ name }) => name === 'strides')?.ints).toEqual([step, step]);
  });

  test('orders a kernel by output, input, row, column and fills up to four channels', () => {
    const model = modelOf([placeholder, ['c', 'Conv2D', ['in', 'k'], convolution('SAME', 1)]], {
      k: kernel(1, 1, 3, 2),
    });
    const [weight] = convert(model, 'c').initializer;
    expect(weight?.dims).toEqual([4, 3, 1, 1]);
    expect([...new Float32Array(Uint8Array.from(weight!.rawData!).buffer)]).toEqual([
      1, 3, 5, 2, 4, 6, 0, 0, 0, 0, 0, 0,
    ]);
  });

  test('gives a depthwise kernel one group per channel', () => {
    const model = modelOf(
      [placeholder, ['d', 'DepthwiseConv2dNative', ['in', 'k'], convolution('SAME', 1)]],
      { k: kernel(3, 3, 3, 1) },
    );
    const graph = convert(model, 'd');
    expect(graph.initializer[0]?.dims).toEqual([3, 1, 3, 3]);
    expect(
      [...new Float32Array(Uint8Array.from(graph.initializer[0]!.rawData!).buffer)].slice(0, 3),
    ).toEqual([1, 4, 7]);
    const conv = graph.node.find(({ opType }) => opType === 'Conv');
    expect(conv?.attribute.find(({ name }) => name === 'group')?.i).toBe(3);
  });

  test('leaves out unused tensors, and accepts bytes of any size', () => {
    const graph = convert(
      modelOf([placeholder, ['a', 'Relu', ['in']], ['b', 'TopKV2', ['a']]]),
      'a',
    );
    expect(graph.node.map(({ opType }) => opType)).toEqual(['Transpose', 'Cast', 'Relu']);
    expect(graph.input[0]).toMatchObject({ name: 'image', type: { tensorType: { elemType: 2 } } });
    expect(graph.node.at(-1)?.output).toEqual(['out']);
  });

  test('gives the same bytes each time', () => {
    const bytes = () =>
      convertTfjsToOnnx(modelOf([placeholder]), [{ tensor: 'in', name: 'in', channels: 3 }], 'x');
    expect(bytes()).toEqual(bytes());
  });

  test.each<[string, Node[], string, RegExp]>([
    [
      'an operation it does not know',
      [['t', 'TopKV2', ['in']]],
      't',
      /t: the operation TopKV2 is not supported/,
    ],
    [
      'a tensor that there is not',
      [],
      'nope',
      /expected a tensor named nope in the graph, got none/,
    ],
    [
      'dilations',
      [['c', 'Conv2D', ['in', 'k'], { ...convolution('SAME', 1), dilations: strides(2) }]],
      'c',
      /dilations are not supported/,
    ],
    [
      'a fused operation it does not know',
      [['c', 'Conv2D', ['in', 'k'], convolution('SAME', 1, ['BiasAdd', 'Elu'])]],
      'c',
      /fused operations Elu/,
    ],
    [
      'a weight that is missing',
      [['c', 'Conv2D', ['in', 'gone'], convolution('SAME', 1)]],
      'c',
      /expected the weight gone, got none/,
    ],
    [
      'filled-up channels that are not convolved',
      [
        ['c', 'Conv2D', ['in', 'k'], convolution('SAME', 1)],
        ['s', 'Sigmoid', ['c']],
      ],
      's',
      /c has filled-up channels/,
    ],
  ])('refuses %s', (_title, nodes, tensor, message) => {
    const model = modelOf([placeholder, ...nodes], { k: kernel(1, 1, 3, 2) });
    expect(() => convert(model, tensor)).toThrow(message);
  });
});

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
