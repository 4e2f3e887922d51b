// The state of one conversion: the ONNX graph so far, the weights, and how many picture pixels one cell of each
// tensor spans. Made once per conversion and handed to the converters of the single operations.
import { OnnxGraph } from './onnx-graph.ts';
import type { TfjsModel, TfjsWeight } from './tfjs-model.ts';

export class Conversion {
  readonly graph: OnnxGraph;
  /** Height and width of the picture that the original graph is written for. */
  readonly originalSize: number;
  readonly #weights: TfjsModel['weights'];
  readonly #pixelsPerCell = new Map<string, number>();

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

  pixelsPerCell(name: string): number {
    const pixels = this.#pixelsPerCell.get(name);
    if (pixels === undefined) throw new Error(`${name} is used before it is made`);
    return pixels;
  }

  setPixelsPerCell(name: string, pixels: number): void {
    this.#pixelsPerCell.set(name, pixels);
  }

  /** Notes that a tensor is `factor` times as coarse as the one it is made from. */
  shrink(name: string, source: string, factor: number): void {
    this.setPixelsPerCell(name, this.pixelsPerCell(source) * factor);
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
