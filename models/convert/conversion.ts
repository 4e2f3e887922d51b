// The state of one conversion: the ONNX graph so far, the weights, and the layout of each tensor. Made once per
// conversion and handed to the converters of the single operations.
import { OnnxGraph } from './onnx-graph.ts';
import type { TfjsModel, TfjsWeight } from './tfjs-model.ts';

export interface TensorLayout {
  /** How many pixels of the picture one cell spans; infinite for the mean of all. */
  pixelsPerCell: number;
  /** As stored in the ONNX graph. */
  channels: number;
  /** How many of them are zero and only there to fill up. */
  filledUp: number;
}

export class Conversion {
  readonly graph: OnnxGraph;
  /** Height and width of the picture that the original graph is written for. */
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
    if (!weight) throw new Error(`expected the weight ${name}, came none`);
    return weight;
  }

  isWeight(name: string): boolean {
    return this.#weights.has(name);
  }

  /** How a tensor that has been made is laid out. */
  layout(name: string): TensorLayout {
    const layout = this.#layouts.get(name);
    if (layout === undefined) throw new Error(`${name} is used before it is made`);
    return layout;
  }

  /** The same of a tensor whose channels are all its own. */
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
