// NanoDet: three grids (8, 16 and 32 pixels), each with one output of class likelihoods and one with a distribution over eight
// distances for each side of the box (generalised focal loss, Li et al. 2020). The input is normalised BGR, the crop in the middle, the
// rest black.
import type { InputSize } from '../../models/index.ts';
import { planarInputSize, requireInput, requireLabelCount, wrongFamily } from './check-shape.ts';
import { cutCrop, type Fit } from './cut-crop.ts';
import type { Candidate, FamilyModel, LoadedModel } from './family.ts';
import { toPlanarTensor, type ColourScaling } from './planar-input.ts';
import { tensorData } from './tensor-data.ts';

const strides = [8, 16, 32] as const;
/** Distances of 0 to 7 cells, for each of four sides. */
const distances = 8;
const fit: Fit = { mode: 'letterbox', align: 'centre', grey: 0 };
const scaling: ColourScaling = {
  order: 'bgr',
  mean: [123.675, 116.28, 103.53],
  deviation: [58.395, 57.12, 57.375],
};

export function openNanodet(model: LoadedModel): FamilyModel {
  const image = requireInput(model, 'float32', [1, 3, null, null]);
  const input = planarInputSize(image, model.input);
  const heads = strides.map((stride) => requireHead(model, input, stride));
  for (const { classes } of heads) requireLabelCount(model, classes);
  const floor = model.confidenceFloor ?? 0.3;
  return {
    input,
    maxIou: 0.5,
    prepare: async (picture, crop) => {
      const { rgb, placement } = await cutCrop(picture, crop, { input, fit });
      return { feeds: { [image.name]: toPlanarTensor(rgb, input, scaling) }, placement };
    },
    decode: (outputs) =>
      heads.flatMap((head) =>
        decodeHead(
          { scores: tensorData(outputs, head.scores), reach: tensorData(outputs, head.reach) },
          head,
          floor,
        ),
      ),
  };
}

interface HeadShape {
  stride: number;
  columns: number;
  classes: number;
}

function requireHead(
  model: LoadedModel,
  input: InputSize,
  stride: number,
): HeadShape & { scores: string; reach: string } {
  const columns = Math.ceil(input.width / stride);
  const rows = Math.ceil(input.height / stride);
  const outputs = model.outputs.filter(({ shape }) => shape[1] === columns * rows);
  const reach = outputs.find(({ shape }) => shape[2] === 4 * distances);
  const scores = outputs.find((output) => output !== reach);
  const classes = scores?.shape[2];
  if (outputs.length === 2 && reach && scores && typeof classes === 'number')
    return { stride, columns, classes, scores: scores.name, reach: reach.name };
  const cells = columns * rows;
  const expected = `the outputs [1, ${cells}, classes] and [1, ${cells}, ${4 * distances}]`;
  throw wrongFamily(model, expected, model.outputs);
}

export function decodeHead(
  { scores, reach }: { scores: Float32Array; reach: Float32Array },
  { stride, columns, classes }: HeadShape,
  floor: number,
): Candidate[] {
  return bestOfRows(scores, classes, floor).map(({ row: cell, classIndex, confidence }) => {
    const x = ((cell % columns) + 0.5) * stride;
    const y = (Math.floor(cell / columns) + 0.5) * stride;
    const [left = 0, top = 0, right = 0, bottom = 0] = [0, 1, 2, 3].map(
      (side) => expectedDistance(reach, (cell * 4 + side) * distances) * stride,
    );
    return {
      classIndex,
      confidence,
      left: x - left,
      top: y - top,
      right: x + right,
      bottom: y + bottom,
    };
  });
}

interface BestOfRow {
  row: number;
  classIndex: number;
  confidence: number;
}

/** The most likely class of each row that has one at or above the floor. */
function bestOfRows(scores: Float32Array, classes: number, floor: number): BestOfRow[] {
  const found: BestOfRow[] = [];
  for (let at = 0; at < scores.length; at++) {
    const confidence = scores[at] ?? 0;
    if (confidence < floor) continue;
    const row = Math.floor(at / classes);
    const classIndex = at % classes;
    const last = found.at(-1);
    if (last?.row !== row) found.push({ row, classIndex, confidence });
    else if (confidence > last.confidence) Object.assign(last, { classIndex, confidence });
  }
  return found;
}

/** The expected distance: the mean, weighted by the softmax of the logits. */
function expectedDistance(logits: Float32Array, from: number): number {
  const weights = logits.subarray(from, from + distances).map((logit) => Math.exp(logit));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, distance) => sum + (weight * distance) / total, 0);
}
