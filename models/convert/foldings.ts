// Finds groups of nodes that are one operator in ONNX: hard-sigmoid `relu6(x + 3) / 6` and hard-swish `x * relu6(x + 3) / 6`.
// TensorFlow.js graphs have three and four nodes for them.
import type { TfjsModel, TfjsNode } from './tfjs-model.ts';

export interface Folding {
  kind: 'hard-sigmoid' | 'hard-swish';
  /** Name of the tensor that the group reads. */
  input: string;
}

/** The folded groups by the name of their last node. */
export function findFoldings(model: TfjsModel): Map<string, Folding> {
  const finder = new FoldingFinder(model);
  const found = model.nodes.flatMap((node): [string, Folding][] => {
    const folding = finder.fold(node);
    return folding ? [[node.name, folding]] : [];
  });
  return new Map(found);
}

class FoldingFinder {
  readonly #model: TfjsModel;
  readonly #nodes: ReadonlyMap<string, TfjsNode>;

  constructor(model: TfjsModel) {
    this.#model = model;
    this.#nodes = new Map(model.nodes.map((node) => [node.name, node]));
  }

  fold(node: TfjsNode): Folding | undefined {
    const [first, second] = this.#operands(node, 'Mul');
    if (first === undefined || second === undefined) return undefined;
    const gated = this.#shiftedRelu6(second);
    if (gated === undefined) return undefined;
    if (this.#isScalar(first, 1 / 6)) return { kind: 'hard-sigmoid', input: gated };
    return this.#sixth(first) === gated ? { kind: 'hard-swish', input: gated } : undefined;
  }

  /** x, when the tensor is `relu6(x + 3)`. */
  #shiftedRelu6(name: string): string | undefined {
    const [sum = ''] = this.#operands(this.#nodes.get(name), 'Relu6');
    const [x, shift = ''] = this.#operands(this.#nodes.get(sum), 'Add');
    return this.#isScalar(shift, 3) ? x : undefined;
  }

  /** x, when the tensor is `x / 6`. */
  #sixth(name: string): string | undefined {
    const [factor = '', x] = this.#operands(this.#nodes.get(name), 'Mul');
    return this.#isScalar(factor, 1 / 6) ? x : undefined;
  }

  #operands(node: TfjsNode | undefined, op: string): string[] {
    return node?.op === op ? node.input : [];
  }

  /** Equal within float16 precision. */
  #isScalar(name: string, value: number): boolean {
    const weight = this.#model.weights.get(name);
    const only = weight?.data.length === 1 ? weight.data[0] : undefined;
    return only !== undefined && Math.abs(only - value) <= Math.abs(value) * 2 ** -11;
  }
}
