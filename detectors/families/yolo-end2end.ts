// YOLO exports with built-in suppression (`nms=True`, YOLOv10, "end2end"): one output `[1, boxes, 6]` of left, top, right, bottom in
// pixels of the input, confidence and class. The input is RGB 0..1, the crop in the middle, the rest grey.
import { planarInputSize, requireInput, wrongFamily } from './check-shape.ts';
import { cutCrop, type Fit } from './cut-crop.ts';
import type { Candidate, FamilyModel, LoadedModel } from './family.ts';
import { toPlanarTensor, type ColourScaling } from './planar-input.ts';
import { tensorData } from './tensor-data.ts';

const fit: Fit = { mode: 'letterbox', align: 'centre', grey: 114 };
const scaling: ColourScaling = { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] };
const rowValues = 6;

export function openYoloEnd2end(model: LoadedModel): FamilyModel {
  const image = requireInput(model, 'float32', [1, 3, null, null]);
  const input = planarInputSize(image, model.input);
  const output = requireOutput(model);
  const floor = model.confidenceFloor ?? 0.25;
  return {
    input,
    // The model suppresses boxes only within a class, so an object found as car and as truck appears twice.
    maxIou: 0.5,
    prepare: async (picture, crop) => {
      const { rgb, placement } = await cutCrop(picture, crop, { input, fit });
      return { feeds: { [image.name]: toPlanarTensor(rgb, input, scaling) }, placement };
    },
    decode: (outputs) => decodeFinished(tensorData(outputs, output), floor),
  };
}

/** Checks the output. Its shape does not show the number of classes; only a run does. */
function requireOutput(model: LoadedModel): string {
  const [output, ...others] = model.outputs;
  const [batch, , values] = output?.shape ?? [];
  const fits = others.length === 0 && output?.shape.length === 3 && values === rowValues;
  if (fits && (typeof batch !== 'number' || batch === 1)) return output.name;
  throw wrongFamily(model, `one output [1, boxes, ${rowValues}]`, model.outputs);
}

/** Unused rows are zeros, or have a class below zero. */
export function decodeFinished(values: Float32Array, floor: number): Candidate[] {
  return Array.from({ length: Math.floor(values.length / rowValues) }, (_, row) => {
    const at = row * rowValues;
    const [left = 0, top = 0, right = 0, bottom = 0, confidence = 0, classIndex = 0] =
      values.subarray(at, at + rowValues);
    return { classIndex, confidence, left, top, right, bottom };
  }).filter(({ confidence, classIndex }) => confidence >= floor && classIndex >= 0);
}
