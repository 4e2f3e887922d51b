// Small ONNX files in the layout of a family with scripted outputs, which may depend on the mean colours of the input. So both the
// decoding and the preparation of the picture can be computed by hand.
import { OnnxGraph } from '../../models/convert/onnx-graph.ts';

export const scriptedInput = 64;

export interface ScriptedBox {
  /** Centre x, centre y, width and height: in pixels of the input for YOLOv8, in shares of it for DETR. */
  box: readonly [number, number, number, number];
  /** One for each of the three classes: likelihoods for YOLOv8, logits for DETR. */
  classes: readonly [number, number, number];
  /** How much one unit of mean red, green and blue adds to the first, second and third class; 0 when absent. */
  gain?: readonly [number, number, number];
}

/** `[1, 4 + 3, boxes]`. */
export function scriptedYolov8(boxes: readonly ScriptedBox[]): Uint8Array {
  const graph = startGraph('yolov8-scripted');
  const count = boxes.length;
  constant(graph, 'boxes', [1, 4, count], columns(boxes.map(({ box }) => box)));
  constant(graph, 'base', [1, 3, count], columns(boxes.map(({ classes }) => classes)));
  constant(graph, 'gain', [1, 3, count], columns(boxes.map(gainOf)));
  addMeans(graph, [1, 3, 1], 'scores');
  const inputs = ['boxes', 'scores'];
  graph.node({ op: 'Concat', inputs, output: 'output0', attributes: { axis: { int: 1 } } });
  graph.output({ name: 'output0', type: 'float32', dims: [1, 7, count] });
  return graph.toBytes();
}

export interface DetrNames {
  boxes: string;
  logits: string;
}

/** `[1, queries, 4]` and `[1, queries, 3]`, under the names of an export. */
export function scriptedDetr(boxes: readonly ScriptedBox[], names: DetrNames): Uint8Array {
  const graph = startGraph('detr-scripted');
  const count = boxes.length;
  const rows = (values: readonly (readonly number[])[]) => values.flat();
  constant(graph, 'all_boxes', [1, count, 4], rows(boxes.map(({ box }) => box)));
  constant(graph, 'base', [1, count, 3], rows(boxes.map(({ classes }) => classes)));
  constant(graph, 'gain', [1, count, 3], rows(boxes.map(gainOf)));
  graph.node({ op: 'Identity', inputs: ['all_boxes'], output: names.boxes });
  addMeans(graph, [1, 1, 3], names.logits);
  graph.output({ name: names.logits, type: 'float32', dims: [1, count, 3] });
  graph.output({ name: names.boxes, type: 'float32', dims: [1, count, 4] });
  return graph.toBytes();
}

/** The start of the graph, up to `means` `[1, 3, 1, 1]`: the mean of each input plane. */
function startGraph(name: string): OnnxGraph {
  const graph = new OnnxGraph(name);
  graph.input({ name: 'images', type: 'float32', dims: [1, 3, scriptedInput, scriptedInput] });
  const kernel = { ints: [scriptedInput, scriptedInput] };
  graph.node({
    op: 'AveragePool',
    inputs: ['images'],
    output: 'means',
    attributes: { kernel_shape: kernel },
  });
  return graph;
}

/** `base + gain × means`, with the means laid along the axis of the classes. */
function addMeans(graph: OnnxGraph, dims: readonly number[], output: string): void {
  graph.constant('dims', [dims.length], BigInt64Array.from(dims.map(BigInt)));
  graph.node({ op: 'Reshape', inputs: ['means', 'dims'], output: 'means/reshaped' });
  graph.node({ op: 'Mul', inputs: ['gain', 'means/reshaped'], output: 'added' });
  graph.node({ op: 'Add', inputs: ['base', 'added'], output });
}

function constant(
  graph: OnnxGraph,
  name: string,
  dims: readonly number[],
  values: readonly number[],
): void {
  graph.constant(name, dims, Float32Array.from(values));
}

function gainOf({ gain }: ScriptedBox): readonly number[] {
  return gain ?? [0, 0, 0];
}

/** The first value of each row, then the second of each, and so on. */
function columns(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).flatMap((_, at) => rows.map((row) => row[at] ?? 0));
}
