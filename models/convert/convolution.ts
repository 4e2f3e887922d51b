// Converts convolutions of TensorFlow.js (NHWC, "same" padding, fused bias and activation) to ONNX nodes (NCHW, explicit padding,
// separate activation). Takes a node and the conversion; adds the nodes to its graph.
import type { Conversion, TensorLayout } from './conversion.ts';
import { intsOf, textOf, textsOf, type TfjsNode, type TfjsWeight } from './tfjs-model.ts';

interface Kernel {
  /** Output channels, input channels per group, height, width. */
  dims: [number, number, number, number];
  data: Float32Array;
  groups: number;
  /** How many output channels are zero padding. */
  filledUp: number;
}

export function convertConvolution(node: TfjsNode, conversion: Conversion): void {
  const [source = '', kernelName = '', biasName] = node.input;
  const kernel = orderKernel(node, conversion.weight(kernelName), conversion.layout(source));
  const stride = strideOf(node);
  conversion.define(node.name, {
    pixelsPerCell: conversion.layout(source).pixelsPerCell * stride,
    channels: kernel.dims[0],
    filledUp: kernel.filledUp,
  });
  const constants = [
    conversion.graph.constant(kernelName, kernel.dims, kernel.data),
    ...(biasName === undefined ? [] : [addBias(biasName, kernel, conversion)]),
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

function addBias(name: string, { dims: [channels] }: Kernel, conversion: Conversion): string {
  const bias = new Float32Array(channels);
  bias.set(conversion.weight(name).data);
  return conversion.graph.constant(name, [channels], bias);
}

function strideOf(node: TfjsNode): number {
  const [, vertical = 1, horizontal = 1] = intsOf(node, 'strides');
  if (vertical !== horizontal || intsOf(node, 'dilations').some((step) => step !== 1))
    throw new Error(`${node.name}: uneven strides and dilations are not supported`);
  return vertical;
}

/**
 * Top, left, bottom, right. "Same" padding puts the odd row and column at the end; it is constant because every side of the
 * picture is a multiple of the stride.
 */
function padsOf(node: TfjsNode, { dims: [, , height, width] }: Kernel, stride: number): number[] {
  if (textOf(node, 'padding') === 'VALID') return [0, 0, 0, 0];
  const vertical = Math.max(height - stride, 0);
  const horizontal = Math.max(width - stride, 0);
  const top = Math.floor(vertical / 2);
  const left = Math.floor(horizontal / 2);
  return [top, left, vertical - top, horizontal - left];
}

function activationOf(node: TfjsNode): 'Relu' | 'Relu6' | undefined {
  const activations = textsOf(node, 'fused_ops').filter((op) => op !== 'BiasAdd');
  const [activation] = activations;
  if (activations.length > 1 || !['Relu', 'Relu6', undefined].includes(activation))
    throw new Error(`${node.name}: fused operations ${activations.join(', ')} are not supported`);
  return activation as 'Relu' | 'Relu6' | undefined;
}

/**
 * From height, width, in, out (or height, width, channel, 1 for a depthwise one) to out, in, height, width. Padded channels get
 * zeros, so that they stay zero.
 */
function orderKernel(
  { op, name }: TfjsNode,
  { shape, data }: TfjsWeight,
  source: TensorLayout,
): Kernel {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  const depthwise = op.includes('Depthwise');
  if (depthwise && outputs !== 1)
    throw new Error(`${name}: a depth multiplier of ${outputs} is not supported`);
  const stored = depthwise ? 1 : fillUp(outputs);
  const ordered = new Float32Array(stored * source.channels * height * width);
  data.forEach((value, at) => {
    const output = at % outputs;
    const input = Math.floor(at / outputs) % inputs;
    const cell = Math.floor(at / (outputs * inputs));
    ordered[(output * source.channels + input) * height * width + cell] = value;
  });
  const channels = source.channels;
  return depthwise
    ? {
        dims: [channels, 1, height, width],
        data: ordered,
        groups: channels,
        filledUp: source.filledUp,
      }
    : {
        dims: [stored, channels, height, width],
        data: ordered,
        groups: 1,
        filledUp: stored - outputs,
      };
}

/** The next multiple of four: only these have a fast layout in ONNX Runtime, so 20 channels run faster than 18. */
function fillUp(channels: number): number {
  return Math.ceil(channels / 4) * 4;
}
