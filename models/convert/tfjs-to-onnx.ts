// Converts a convolutional TensorFlow.js graph model to an ONNX file for pictures of any size. Takes the parsed model and the
// wanted tensors; returns the bytes. Only the nodes for the wanted tensors are kept; tensors keep their names. The ONNX input
// `image` is uint8 [1, height, width, 3], sides multiples of 32.
import { convertConvolution } from './convolution.ts';
import { Conversion, type TensorLayout } from './conversion.ts';
import { findFoldings, type Folding } from './foldings.ts';
import { dataTypes } from './onnx-schema.ts';
import { shapeOf, type TfjsModel, type TfjsNode } from './tfjs-model.ts';

export interface WantedOutput {
  /** Name of the tensor in the original graph. */
  tensor: string;
  /** Its name in the ONNX file. */
  name: string;
  channels: number | string;
  /** Name of one more output: the maximum over all channels. */
  largest?: string;
}

export function convertTfjsToOnnx(
  model: TfjsModel,
  wanted: readonly WantedOutput[],
  name: string,
): Uint8Array {
  const placeholder = model.nodes.find(({ op }) => op === 'Placeholder');
  const [, size = 0] = placeholder ? shapeOf(placeholder) : [];
  const conversion = new Conversion(name, model, size);
  const foldings = findFoldings(model);
  for (const node of neededNodes(model, wanted, foldings)) {
    const folding = foldings.get(node.name);
    if (folding) convertFolding(node, folding, conversion);
    else convertNode(node, conversion);
  }
  for (const output of wanted) {
    addOutput(output, conversion);
    if (output.largest !== undefined) addLargest(output.largest, output.name, conversion);
  }
  return conversion.graph.toBytes();
}

/** The nodes for the wanted tensors, in dependency order. */
function neededNodes(
  model: TfjsModel,
  wanted: readonly WantedOutput[],
  foldings: ReadonlyMap<string, Folding>,
): Set<TfjsNode> {
  const nodes = new Map(model.nodes.map((node) => [node.name, node]));
  const needed = new Set<TfjsNode>();
  const visit = (name: string): void => {
    const node = nodes.get(name);
    if (!node) throw new Error(`expected a tensor named ${name} in the graph, got none`);
    if (needed.has(node) || node.op === 'Const') return;
    const folding = foldings.get(name);
    (folding ? [folding.input] : node.input).forEach(visit);
    needed.add(node);
  };
  for (const { tensor } of wanted) visit(tensor);
  return needed;
}

function addOutput({ tensor, name, channels }: WantedOutput, { graph }: Conversion): void {
  if (name !== tensor) graph.rename(tensor, name);
  graph.output({ name, type: 'float32', dims: [1, channels, `${name}/rows`, `${name}/columns`] });
}

/** The maximum over an output's channels: readers skip cells where it is low. */
function addLargest(name: string, source: string, { graph }: Conversion): void {
  const attributes = { axes: { ints: [1] }, keepdims: { int: 1 } };
  graph.node({ op: 'ReduceMax', inputs: [source], output: name, attributes });
  graph.output({ name, type: 'float32', dims: [1, 1, `${name}/rows`, `${name}/columns`] });
}

function convertFolding(node: TfjsNode, { kind, input }: Folding, conversion: Conversion): void {
  const { graph } = conversion;
  conversion.define(node.name, conversion.plainLayout(input));
  const gate = kind === 'hard-sigmoid' ? node.name : `${node.name}/gate`;
  graph.node({
    op: 'HardSigmoid',
    inputs: [input],
    output: gate,
    attributes: { alpha: { float: 1 / 6 }, beta: { float: 0.5 } },
  });
  if (kind === 'hard-swish') graph.node({ op: 'Mul', inputs: [input, gate], output: node.name });
}

function convertNode(node: TfjsNode, conversion: Conversion): void {
  switch (node.op) {
    case 'Placeholder':
      convertPlaceholder(node, conversion);
      break;
    case 'Conv2D':
    case '_FusedConv2D':
    case 'DepthwiseConv2dNative':
    case 'FusedDepthwiseConv2dNative':
      convertConvolution(node, conversion);
      break;
    case 'Relu':
    case 'Relu6':
      conversion.define(node.name, conversion.layout(firstInput(node)));
      conversion.activate(node.op, firstInput(node), node.name);
      break;
    case 'Add':
    case 'Mul':
    case 'Sigmoid':
    case 'Identity':
      convertElementwise(node, conversion);
      break;
    case 'Mean':
      convertMean(node, conversion);
      break;
    case 'ConcatV2':
      convertConcat(node, conversion);
      break;
    case 'ResizeBilinear':
      convertResize(node, conversion);
      break;
    default:
      throw new Error(`${node.name}: the operation ${node.op} is not supported`);
  }
}

function convertPlaceholder(node: TfjsNode, conversion: Conversion): void {
  const { graph } = conversion;
  const image = graph.input({ name: 'image', type: 'uint8', dims: [1, 'height', 'width', 3] });
  graph.node({
    op: 'Transpose',
    inputs: [image],
    output: 'image/planes',
    attributes: { perm: { ints: [0, 3, 1, 2] } },
  });
  graph.node({
    op: 'Cast',
    inputs: ['image/planes'],
    output: node.name,
    attributes: { to: { int: dataTypes.float32 } },
  });
  conversion.define(node.name, { pixelsPerCell: 1, channels: 3, filledUp: 0 });
}

function convertElementwise(node: TfjsNode, conversion: Conversion): void {
  const { graph } = conversion;
  const tensors = node.input.filter((name) => !conversion.isWeight(name));
  for (const name of node.input.filter((input) => conversion.isWeight(input))) {
    const { shape, data } = conversion.weight(name);
    if (data.length !== 1) throw new Error(`${node.name}: only scalar constants are supported`);
    if (!graph.has(name)) graph.constant(name, shape, Float32Array.from(data));
  }
  graph.node({ op: node.op, inputs: node.input, output: node.name });
  conversion.define(node.name, finestOf(tensors.map((name) => conversion.plainLayout(name))));
}

function convertMean(node: TfjsNode, conversion: Conversion): void {
  const [source = '', axes = ''] = node.input;
  const over = [...conversion.weight(axes).data];
  if (over.join() !== '1,2' || !node.attr['keep_dims']?.b)
    throw new Error(`${node.name}: only the mean over height and width is supported`);
  conversion.graph.node({ op: 'GlobalAveragePool', inputs: [source], output: node.name });
  conversion.define(node.name, { ...conversion.plainLayout(source), pixelsPerCell: Infinity });
}

function convertConcat(node: TfjsNode, conversion: Conversion): void {
  const sources = node.input.slice(0, -1);
  const [axis] = conversion.weight(node.input.at(-1) ?? '').data;
  if (axis !== 3) throw new Error(`${node.name}: only joining channels is supported`);
  const attributes = { axis: { int: 1 } };
  conversion.graph.node({ op: 'Concat', inputs: sources, output: node.name, attributes });
  const layouts = sources.map((source) => conversion.plainLayout(source));
  const channels = layouts.reduce((sum, layout) => sum + layout.channels, 0);
  conversion.define(node.name, { ...finestOf(layouts), channels });
}

/** The original resizes to a fixed number of pixels; a factor works for pictures of any size. */
function convertResize(node: TfjsNode, conversion: Conversion): void {
  const [source = '', sizeName = ''] = node.input;
  const [size = 0] = conversion.weight(sizeName).data;
  const pixels = conversion.originalSize / size;
  const layout = conversion.plainLayout(source);
  const factor = layout.pixelsPerCell / pixels;
  if (!Number.isInteger(factor) || node.attr['align_corners']?.b)
    throw new Error(`${node.name}: enlarging ${factor} times or by corners is not supported`);
  const scales = Float32Array.from([1, 1, factor, factor]);
  conversion.graph.node({
    op: 'Resize',
    inputs: [source, '', conversion.graph.constant(`${node.name}/scales`, [4], scales)],
    output: node.name,
    attributes: {
      mode: { text: 'linear' },
      coordinate_transformation_mode: {
        text: node.attr['half_pixel_centers']?.b ? 'half_pixel' : 'asymmetric',
      },
    },
  });
  conversion.define(node.name, { ...layout, pixelsPerCell: pixels });
}

function finestOf(layouts: readonly TensorLayout[]): TensorLayout {
  return layouts.reduce((finest, layout) =>
    layout.pixelsPerCell < finest.pixelsPerCell ? layout : finest,
  );
}

function firstInput(node: TfjsNode): string {
  return node.input[0] ?? '';
}
