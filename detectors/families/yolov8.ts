// YOLOv8 and models with the same outputs (v9, 11): one output `[1, 4 + classes, boxes]` of centre, size and the likelihood of each
// class. The input is RGB 0..1, the crop in the middle, the rest grey.
import { planarInputSize, requireInput, requireLabelCount, wrongFamily } from './check-shape.ts';
import { cutCrop, type Fit } from './cut-crop.ts';
import type { Candidate, FamilyModel, LoadedModel } from './family.ts';
import { toPlanarTensor, type ColourScaling } from './planar-input.ts';
import { tensorData } from './tensor-data.ts';

const fit: Fit = { mode: 'letterbox', align: 'centre', grey: 114 };
const scaling: ColourScaling = { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] };
/** Number of values before the classes: centre and size. */
const boxValues = 4;

export function openYolov8(model: LoadedModel): FamilyModel {
  const image = requireInput(model, 'float32', [1, 3, null, null]);
  const input = planarInputSize(image, model.input);
  const output = requireOutput(model);
  requireLabelCount(model, output.classes);
  const floor = model.confidenceFloor ?? 0.25;
  return {
    input,
    maxIou: 0.5,
    prepare: async (picture, crop) => {
      const { rgb, placement } = await cutCrop(picture, crop, { input, fit });
      return { feeds: { [image.name]: toPlanarTensor(rgb, input, scaling) }, placement };
    },
    decode: (outputs) => decodeColumns(tensorData(outputs, output.name), output.classes, floor),
  };
}

function requireOutput(model: LoadedModel): { name: string; classes: number } {
  const [output, ...others] = model.outputs;
  const [, values, boxes] = output?.shape ?? [];
  const fits = others.length === 0 && output?.shape.length === 3 && typeof values === 'number';
  if (fits && values > boxValues && (typeof boxes !== 'number' || boxes > values))
    return { name: output.name, classes: values - boxValues };
  throw wrongFamily(model, 'one output [1, 4 + classes, boxes]', model.outputs);
}

export function decodeColumns(values: Float32Array, classes: number, floor: number): Candidate[] {
  const boxes = values.length / (boxValues + classes);
  const best = bestClasses(values.subarray(boxValues * boxes), boxes, floor);
  return [...best].map(([box, found]) => {
    const [x = 0, y = 0, width = 0, height = 0] = [0, 1, 2, 3].map(
      (at) => values[at * boxes + box],
    );
    const left = x - width / 2;
    const top = y - height / 2;
    return { ...found, left, top, right: left + width, bottom: top + height };
  });
}

type Found = Pick<Candidate, 'classIndex' | 'confidence'>;

/** The most likely class of each box that has one at or above the floor. */
function bestClasses(scores: Float32Array, boxes: number, floor: number): Map<number, Found> {
  const best = new Map<number, Found>();
  for (let at = 0; at < scores.length; at++) {
    const confidence = scores[at] ?? 0;
    if (confidence < floor) continue;
    const box = at % boxes;
    if (confidence > (best.get(box)?.confidence ?? -1))
      best.set(box, { classIndex: Math.floor(at / boxes), confidence });
  }
  return best;
}
