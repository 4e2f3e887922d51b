// Convolutions of TensorFlow.js (NHWC, "same" padding, bias and activation fused in) as ONNX nodes (NCHW, padding in
// numbers, activation apart). Takes a node and the conversion; adds the nodes to its graph.
import type { Conversion } from './conversion.ts';
import { intsOf, textOf, textsOf, type TfjsNode, type TfjsWeight } from './tfjs-model.ts';

interface Kernel {
  /** Output channels, input channels of a group, height, width. */
  dims: [number, number, number, number];
  data: Float32Array;
  groups: number;
}

export function convertConvolution(node: TfjsNode, conversion: Conversion): void {
  const [source = '', kernelName = '', biasName] = node.input;
  const kernel = orderKernel(node, conversion.weight(kernelName));
  const stride = strideOf(node);
  conversion.shrink(node.name, source, stride);
  const constants = [
    conversion.graph.constant(kernelName, kernel.dims, kernel.data),
    ...(biasName === undefined ? [] : [addBias(biasName, conversion)]),
  ];
  const activation = activationOf(node);
  const output = activation === undefined ? node.name : `${node.name}/linear`;
  conversion.graph.node({
    op: 'Conv',
    inputs: [source, ...constants],
    output,
    attributes: {
      group: { int: kernel.groups },
      kernel_shape: { ints: kernel.dims.slice(2) },
      strides: { ints: [stride, stride] },
      pads: { ints: padsOf(node, kernel, stride) },
    },
  });
  if (activation !== undefined) conversion.activate(activation, output, node.name);
}

function addBias(name: string, conversion: Conversion): string {
  const { shape, data } = conversion.weight(name);
  return conversion.graph.constant(name, shape, Float32Array.from(data));
}

function strideOf(node: TfjsNode): number {
  const [, vertical = 1, horizontal = 1] = intsOf(node, 'strides');
  if (vertical !== horizontal || intsOf(node, 'dilations').some((step) => step !== 1))
    throw new Error(`${node.name}: uneven strides and dilations are not supported`);
  return vertical;
}

/**
 * Top, left, bottom, right. "Same" padding puts the odd row and column at the end; it is a constant because every
 * side of the picture is a multiple of the stride.
 */
function padsOf(node: TfjsNode, { dims: [, , height, width] }: Kernel, stride: number): number[] {
  if (textOf(node, 'padding') === 'VALID') return [0, 0, 0, 0];
  const vertical = Math.max(height - stride, 0);
  const horizontal = Math.max(width - stride, 0);
  const [top, left] = [Math.floor(vertical / 2), Math.floor(horizontal / 2)];
  return [top, left, vertical - top, horizontal - left];
}

function activationOf(node: TfjsNode): 'Relu' | 'Relu6' | undefined {
  const activations = textsOf(node, 'fused_ops').filter((op) => op !== 'BiasAdd');
  const [activation] = activations;
  if (activations.length > 1 || !['Relu', 'Relu6', undefined].includes(activation))
    throw new Error(`${node.name}: fused operations ${activations.join(', ')} are not supported`);
  return activation as 'Relu' | 'Relu6' | undefined;
}

/** From height, width, in, out (or height, width, channel, 1 for a depthwise one) to out, in, height, width. */
function orderKernel(node: TfjsNode, { shape, data }: TfjsWeight): Kernel {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  const depthwise = node.op.includes('Depthwise');
  if (depthwise && outputs !== 1)
    throw new Error(`${node.name}: a depth multiplier of ${outputs} is not supported`);
  const area = height * width;
  const ordered = new Float32Array(data.length);
  data.forEach((value, at) => {
    const channels = at % (inputs * outputs);
    const [input, output] = [Math.floor(channels / outputs), channels % outputs];
    const cell = Math.floor(at / (inputs * outputs));
    ordered[(output * inputs + input) * area + cell] = value;
  });
  return depthwise
    ? { dims: [inputs, 1, height, width], data: ordered, groups: inputs }
    : { dims: [outputs, inputs, height, width], data: ordered, groups: 1 };
}
