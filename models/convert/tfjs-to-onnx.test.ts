// Converts single operations: padding, kernels, unused tensors, and refusals.
import { describe, expect, test } from 'vitest';
import { decodeOnnx } from './onnx-schema.ts';
import { modelOf, placeholder, strides, text, type Node } from './testing/graphs.ts';
import type { TfjsModel } from './tfjs-model.ts';
import { convertTfjsToOnnx } from './tfjs-to-onnx.ts';

const convert = (model: TfjsModel, tensor: string) =>
  decodeOnnx(convertTfjsToOnnx(model, [{ tensor, name: 'out', channels: 1 }], 'test')).graph;

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
