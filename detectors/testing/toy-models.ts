// Small ONNX files in the layout of a family, for tests: they find red and blue objects on a grid of 8 by 8 cells by the mean colours, so
// that their outputs are known without running them.
import { OnnxGraph } from '../../models/convert/onnx-graph.ts';

export const toyInput = 64;
export const toyCells = 8;
const cells = toyCells * toyCells;
const colourDifference = Float32Array.from([1, 0, -1, -1, 0, 1]);

/** `[1, 4 + 2, 64]`: centre and size in pixels, then the redness and blueness. */
export function toyYolov8(side: ToySide = {}): Uint8Array {
  const graph = yolov8Graph(side);
  graph.output({ name: 'output0', type: 'float32', dims: [1, 6, cells] });
  return graph.toBytes();
}

/** The side in pixels, and the declared side if it differs. */
export interface ToySide {
  pixels?: number;
  declared?: number | string;
}

/** The graph up to `output0`, for tests that add nodes. */
export function yolov8Graph(side: ToySide = {}): OnnxGraph {
  const graph = startToy('yolov8-toy', side);
  const size = Math.floor((side.pixels ?? toyInput) / toyCells);
  const columns = [centres('x', size), centres('y', size), sizes(size), sizes(size)];
  graph.constant('boxes', [1, 4, cells], concat(columns));
  graph.node({ op: 'Relu', inputs: ['difference'], output: 'scores' });
  reshape(graph, 'scores', [1, 2, cells]);
  const inputs = ['boxes', 'scores/reshaped'];
  graph.node({ op: 'Concat', inputs, output: 'output0', attributes: { axis: { int: 1 } } });
  return graph;
}

const finishedRows = 300;

/** `[1, 300, 6]` with suppression inside: 64 rows for red things, 64 for blue ones, the rest zeros. */
export function toyEnd2end(): Uint8Array {
  const graph = startToy('end2end-toy');
  const size = toyInput / toyCells;
  const sides = [
    centres('x', size).map((x) => x - size / 2),
    centres('y', size).map((y) => y - size / 2),
    centres('x', size).map((x) => x + size / 2),
    centres('y', size).map((y) => y + size / 2),
  ];
  const corner = (at: number) => sides[at % 4]?.[Math.floor(at / 4) % cells] ?? 0;
  graph.constant(
    'corners',
    [1, 2 * cells, 4],
    Float32Array.from({ length: 8 * cells }, (_, at) => corner(at)),
  );
  graph.constant(
    'classes',
    [1, 2 * cells, 1],
    Float32Array.from({ length: 2 * cells }, (_, row) => (row < cells ? 0 : 1)),
  );
  graph.constant(
    'rest',
    [1, finishedRows - 2 * cells, 6],
    new Float32Array((finishedRows - 2 * cells) * 6),
  );
  graph.node({ op: 'Relu', inputs: ['difference'], output: 'scores' });
  reshape(graph, 'scores', [1, 2 * cells, 1]);
  const columns = ['corners', 'scores/reshaped', 'classes'];
  graph.node({ op: 'Concat', inputs: columns, output: 'rows', attributes: { axis: { int: 2 } } });
  graph.node({
    op: 'Concat',
    inputs: ['rows', 'rest'],
    output: 'output0',
    attributes: { axis: { int: 1 } },
  });
  graph.output({ name: 'output0', type: 'float32', dims: [1, finishedRows, 6] });
  return graph.toBytes();
}

/** `[1, 64, 4]` centre and size in shares, and `[1, 64, 2]` logits of red and blue. */
export function toyDetr(): Uint8Array {
  const graph = startToy('detr-toy');
  const size = 1 / toyCells;
  const rows = [centres('x', size), centres('y', size), sizes(size), sizes(size)];
  const boxes = Float32Array.from({ length: cells * 4 }, (_, at) => {
    return rows[at % 4]?.[Math.floor(at / 4)] ?? 0;
  });
  graph.constant('all_boxes', [1, cells, 4], boxes);
  graph.node({ op: 'Identity', inputs: ['all_boxes'], output: 'pred_boxes' });
  graph.constant('gain', [], Float32Array.from([6]));
  graph.constant('shift', [], Float32Array.from([2]));
  graph.node({ op: 'Mul', inputs: ['difference', 'gain'], output: 'steep' });
  graph.node({ op: 'Sub', inputs: ['steep', 'shift'], output: 'logits' });
  reshape(graph, 'logits', [1, 2, cells]);
  graph.node({
    op: 'Transpose',
    inputs: ['logits/reshaped'],
    output: 'pred_logits',
    attributes: { perm: { ints: [0, 2, 1] } },
  });
  graph.output({ name: 'pred_logits', type: 'float32', dims: [1, cells, 2] });
  graph.output({ name: 'pred_boxes', type: 'float32', dims: [1, cells, 4] });
  return graph.toBytes();
}

/** The start of the graph, up to `difference` `[1, 2, 8, 8]`: mean red minus mean blue of each cell, and the reverse. */
function startToy(name: string, { pixels = toyInput, declared = pixels }: ToySide = {}): OnnxGraph {
  const graph = new OnnxGraph(name);
  graph.input({ name: 'images', type: 'float32', dims: [1, 3, declared, declared] });
  const cell = Math.floor(pixels / toyCells);
  const size = [cell, cell];
  graph.node({
    op: 'AveragePool',
    inputs: ['images'],
    output: 'means',
    attributes: { kernel_shape: { ints: size }, strides: { ints: size } },
  });
  graph.constant('colours', [2, 3, 1, 1], colourDifference);
  graph.node({ op: 'Conv', inputs: ['means', 'colours'], output: 'difference' });
  return graph;
}

function reshape(graph: OnnxGraph, name: string, dims: number[]): void {
  graph.constant(`${name}/shape`, [dims.length], BigInt64Array.from(dims.map(BigInt)));
  graph.node({ op: 'Reshape', inputs: [name, `${name}/shape`], output: `${name}/reshaped` });
}

function centres(axis: 'x' | 'y', size: number): Float32Array {
  return Float32Array.from({ length: cells }, (_, at) => {
    const cell = axis === 'x' ? at % toyCells : Math.floor(at / toyCells);
    return (cell + 0.5) * size;
  });
}

function sizes(size: number): Float32Array {
  return new Float32Array(cells).fill(size);
}

function concat(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}
