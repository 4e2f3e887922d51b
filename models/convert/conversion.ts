// The state of one conversion: the ONNX graph so far, the weights, and the layout of each tensor. Created once per conversion and
// passed to the converters of the operations.
import { OnnxGraph } from './onnx-graph.ts';
import type { TfjsModel, TfjsWeight } from './tfjs-model.ts';

export interface TensorLayout {
  /** How many pixels of the picture one cell spans; infinite for a global mean. */
  pixelsPerCell: number;
  /** As stored in the ONNX graph. */
  channels: number;
  /** Number of channels that are zero padding. */
  filledUp: number;
}

export class Conversion {
  readonly graph: OnnxGraph;
  /** Height and width of the picture in the original graph. */
  readonly originalSize: number;
  readonly #weights: TfjsModel['weights'];
  readonly #layouts = new Map<string, TensorLayout>();

  constructor(name: string, model: TfjsModel, originalSize: number) {
    this.graph = new OnnxGraph(name);
    this.originalSize = originalSize;
    this.#weights = model.weights;
  }

  weight(name: string): TfjsWeight {
    const weight = this.#weights.get(name);
    if (!weight) throw new Error(`expected the weight ${name}, got none`);
    return weight;
  }

  isWeight(name: string): boolean {
    return this.#weights.has(name);
  }

  /** The layout of a finished tensor. */
  layout(name: string): TensorLayout {
    const layout = this.#layouts.get(name);
    if (layout === undefined) throw new Error(`${name} is used before it is made`);
    return layout;
  }

  /** The same for a tensor without padded channels. */
  plainLayout(name: string): TensorLayout {
    const layout = this.layout(name);
    if (layout.filledUp > 0)
      throw new Error(`${name} has filled-up channels, only to be convolved`);
    return layout;
  }

  define(name: string, layout: TensorLayout): void {
    this.#layouts.set(name, layout);
  }

  activate(activation: 'Relu' | 'Relu6', source: string, output: string): void {
    if (activation === 'Relu') this.graph.node({ op: 'Relu', inputs: [source], output });
    else
      this.graph.node({ op: 'Clip', inputs: [source, this.#scalar(0), this.#scalar(6)], output });
  }

  #scalar(value: number): string {
    const name = `scalar/${value}`;
    return this.graph.has(name) ? name : this.graph.constant(name, [], Float32Array.from([value]));
  }
}
