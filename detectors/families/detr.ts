// The DETR family (Carion et al. 2020): a fixed number of queries, each with one box (centre and size, 0..1) and one logit per class. The
// meaning of the logits and the scaling of colours differ between variants: the original DETR has one logit more than labels, RF-DETR
// names its outputs `dets` and `labels`, and all others are read like RT-DETR and D-FINE.
import { requireInput, planarInputSize, wrongFamily } from './check-shape.ts';
import { ModelError } from '../../models/index.ts';
import { cutCrop } from './cut-crop.ts';
import type { Candidate, FamilyModel, LoadedModel } from './family.ts';
import { toPlanarTensor, type ColourScaling } from './planar-input.ts';
import { tensorData } from './tensor-data.ts';
import type { TensorInfo } from '../onnx-session.ts';

/** Mean and standard deviation of ImageNet, used by DETR and RF-DETR. */
const imagenet: ColourScaling = {
  order: 'rgb',
  mean: [123.675, 116.28, 103.53],
  deviation: [58.395, 57.12, 57.375],
};
/** Colours 0..1, used by RT-DETR and D-FINE. */
const unit: ColourScaling = { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] };

export function openDetr(model: LoadedModel): FamilyModel {
  const image = requireInput(model, 'float32', [1, 3, null, null]);
  const input = planarInputSize(image, model.input);
  const { boxes, logits, values } = requireOutputs(model);
  const { activation, scaling } = dialectOf(model, values);
  const floor = model.confidenceFloor ?? 0.3;
  return {
    input,
    maxIou: null,
    prepare: async (picture, crop) => {
      const { rgb, placement } = await cutCrop(picture, crop, { input, fit: { mode: 'stretch' } });
      return { feeds: { [image.name]: toPlanarTensor(rgb, input, scaling) }, placement };
    },
    decode: (outputs) =>
      decodeQueries(
        {
          boxes: tensorData(outputs, boxes),
          logits: tensorData(outputs, logits),
          values,
          classes: model.labelCount,
        },
        activation,
        floor,
      ).map((candidate) => inPixels(candidate, input)),
  };
}

type Activation = 'sigmoid' | 'softmax';

function requireOutputs(model: LoadedModel): { boxes: string; logits: string; values: number } {
  const boxes = findBoxes(model.outputs);
  const logits = model.outputs.find((output) => output !== boxes && sameQueries(output, boxes));
  const values = logits?.shape[2];
  if (boxes && logits && typeof values === 'number')
    return { boxes: boxes.name, logits: logits.name, values };
  const expected = 'the outputs boxes [1, queries, 4] and logits [1, queries, classes]';
  throw wrongFamily(model, expected, model.outputs);
}

/** The output with four values per query; found by name if the logits also have four. */
function findBoxes(outputs: readonly TensorInfo[]): TensorInfo | undefined {
  const fours = outputs.filter(({ shape }) => shape.length === 3 && shape[2] === 4);
  if (fours.length < 2) return fours[0];
  const [boxes, ...twice] = fours.filter(({ name }) => /box|dets/i.test(name));
  return twice.length === 0 ? boxes : undefined;
}

function sameQueries(output: TensorInfo, boxes: TensorInfo | undefined): boolean {
  return output.shape.length === 3 && output.shape[1] === boxes?.shape[1];
}

/** The reading of the logits and the scaling of colours. If there is one logit more than labels, the last class is "nothing". */
function dialectOf(
  model: LoadedModel,
  values: number,
): { activation: Activation; scaling: ColourScaling } {
  const hasNothing = model.labelCount === values - 1;
  if (!hasNothing && model.labelCount !== values)
    throw new ModelError(
      'wrong-labels',
      `model ${model.name}: expected ${values} labels, or ${values - 1} when its last class is "nothing", got ${model.labelCount}`,
    );
  const names = model.outputs.map(({ name }) => name);
  if (names.includes('dets') && names.includes('labels'))
    return { activation: 'sigmoid', scaling: imagenet };
  return hasNothing
    ? { activation: 'softmax', scaling: imagenet }
    : { activation: 'sigmoid', scaling: unit };
}

interface Queries {
  boxes: Float32Array;
  logits: Float32Array;
  /** Logits per query. */
  values: number;
  /** Number of classes among them: all, or all but the last, which is "nothing". */
  classes: number;
}

/** Decodes the queries to candidates in shares of the input. */
export function decodeQueries(
  queries: Queries,
  activation: Activation,
  floor: number,
): Candidate[] {
  const { boxes, logits, values, classes } = queries;
  return Array.from({ length: boxes.length / 4 }, (_, query) => {
    const [x = 0, y = 0, width = 0, height = 0] = boxes.subarray(query * 4, query * 4 + 4);
    const left = x - width / 2;
    const top = y - height / 2;
    const ofQuery = logits.subarray(query * values, (query + 1) * values);
    const best = bestClass(ofQuery, classes, activation);
    return { ...best, left, top, right: left + width, bottom: top + height };
  }).filter(({ confidence }) => confidence >= floor);
}

function bestClass(
  logits: Float32Array,
  classes: number,
  activation: Activation,
): { classIndex: number; confidence: number } {
  const likely = logits.subarray(0, classes);
  const top = Math.max(...likely);
  const classIndex = likely.indexOf(top);
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
