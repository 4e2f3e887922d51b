// DETR and its like (RT-DETR, D-FINE, RF-DETR): a fixed number of queries, each one box (centre and size, 0..1) and one
// logit per class. As many logits as labels are independent; one more is "nothing" of a softmax, as in the first DETR.
import { requireInput, planarInputSize, wrongFamily } from './check-shape.ts';
import { ModelError } from '../../models/index.ts';
import { cropView } from './crop-view.ts';
import type { Candidate, FamilyModel, LoadedModel } from './family.ts';
import { toPlanarTensor, type ColourScaling } from './planar-input.ts';
import { tensorData } from './tensor-data.ts';
import type { TensorInfo } from '../onnx-session.ts';

/** The mean and deviation of ImageNet, which this family is trained with. */
const scaling: ColourScaling = {
  order: 'rgb',
  mean: [123.675, 116.28, 103.53],
  deviation: [58.395, 57.12, 57.375],
};

export function openDetr(model: LoadedModel): FamilyModel {
  const image = requireInput(model, 'float32', [1, 3, null, null]);
  const input = planarInputSize(image, model.input);
  const { boxes, logits, values } = requireOutputs(model);
  const activation = activationFor(model, values);
  const floor = model.confidenceFloor ?? 0.3;
  return {
    input,
    maxIou: null,
    prepare: async (picture, view) => {
      const { rgb, placement } = await cropView(picture, view, { input, fit: { mode: 'stretch' } });
      return { feeds: { [image.name]: toPlanarTensor(rgb, input, scaling) }, placement };
    },
    decode: (outputs) =>
      decodeQueries(
        { boxes: tensorData(outputs, boxes), logits: tensorData(outputs, logits), values },
        activation,
        floor,
      ).map((candidate) => inPixels(candidate, input)),
  };
}

type Activation = 'sigmoid' | 'softmax';

function requireOutputs(model: LoadedModel): { boxes: string; logits: string; values: number } {
  const [boxes, ...twice] = model.outputs.filter(
    ({ shape }) => shape.length === 3 && shape[2] === 4,
  );
  const logits = model.outputs.find((output) => output !== boxes && sameQueries(output, boxes));
  const values = logits?.shape[2];
  if (boxes && logits && twice.length === 0 && typeof values === 'number')
    return { boxes: boxes.name, logits: logits.name, values };
  const expected = 'the outputs boxes [1, queries, 4] and logits [1, queries, classes]';
  throw wrongFamily(model, expected, model.outputs);
}

function sameQueries(output: TensorInfo, boxes: TensorInfo | undefined): boolean {
  return output.shape.length === 3 && output.shape[1] === boxes?.shape[1];
}

function activationFor(model: LoadedModel, values: number): Activation {
  if (model.labelCount === values) return 'sigmoid';
  if (model.labelCount === values - 1) return 'softmax';
  throw new ModelError(
    'wrong-labels',
    `model ${model.name}: expected ${values} labels, or ${values - 1} when its last class is "nothing", came ${model.labelCount}`,
  );
}

interface Queries {
  boxes: Float32Array;
  logits: Float32Array;
  /** Logits per query. */
  values: number;
}

/** Candidates in shares of the input. */
export function decodeQueries(
  queries: Queries,
  activation: Activation,
  floor: number,
): Candidate[] {
  const { boxes, logits, values } = queries;
  return Array.from({ length: boxes.length / 4 }, (_, query) => {
    const [x = 0, y = 0, width = 0, height = 0] = boxes.subarray(query * 4, query * 4 + 4);
    const [left, top] = [x - width / 2, y - height / 2];
    const best = bestClass(logits.subarray(query * values, (query + 1) * values), activation);
    return { ...best, left, top, right: left + width, bottom: top + height };
  }).filter(({ confidence }) => confidence >= floor);
}

function bestClass(
  logits: Float32Array,
  activation: Activation,
): { classIndex: number; confidence: number } {
  const classes = activation === 'softmax' ? logits.subarray(0, -1) : logits;
  const top = Math.max(...classes);
  const classIndex = classes.indexOf(top);
  if (activation === 'sigmoid') return { classIndex, confidence: 1 / (1 + Math.exp(-top)) };
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - top), 0);
  return { classIndex, confidence: 1 / sum };
}

function inPixels(candidate: Candidate, input: { width: number; height: number }): Candidate {
  return {
    ...candidate,
    left: candidate.left * input.width,
    top: candidate.top * input.height,
    right: candidate.right * input.width,
    bottom: candidate.bottom * input.height,
  };
}
