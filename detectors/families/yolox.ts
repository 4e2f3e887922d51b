// YOLOX (Ge et al. 2021): each cell of three grids (8, 16 and 32 pixels) has one box, its objectness, and the likelihood of each class.
// The input is BGR 0..255, the crop in the top left corner, the rest grey.
import type { InputSize } from '../../models/index.ts';
import { planarInputSize, requireInput, requireLabelCount, wrongFamily } from './check-shape.ts';
import { cutCrop, type Fit } from './cut-crop.ts';
import type { Candidate, FamilyModel, LoadedModel } from './family.ts';
import { toPlanarTensor, type ColourScaling } from './planar-input.ts';
import { tensorData } from './tensor-data.ts';

const strides = [8, 16, 32] as const;
const fit: Fit = { mode: 'letterbox', align: 'top-left', grey: 114 };
const scaling: ColourScaling = { order: 'bgr', mean: [0, 0, 0], deviation: [1, 1, 1] };
/** Number of values before the classes: centre, size and objectness. */
const boxValues = 5;

export function openYolox(model: LoadedModel): FamilyModel {
  const image = requireInput(model, 'float32', [1, 3, null, null]);
  const input = planarInputSize(image, model.input);
  const grid = gridCells(input);
  const output = requireOutput(model, grid.length);
  requireLabelCount(model, output.classes);
  const floor = model.confidenceFloor ?? 0.25;
  return {
    input,
    maxIou: 0.5,
    prepare: async (picture, crop) => {
      const { rgb, placement } = await cutCrop(picture, crop, { input, fit });
      return { feeds: { [image.name]: toPlanarTensor(rgb, input, scaling) }, placement };
    },
    decode: (outputs) =>
      decodeRows(tensorData(outputs, output.name), { grid, classes: output.classes, floor }),
  };
}

interface Cell {
  column: number;
  row: number;
  stride: number;
}

/** The cells in the order of the output's rows. */
export function gridCells({ width, height }: InputSize): Cell[] {
  return strides.flatMap((stride) => {
    const columns = Math.floor(width / stride);
    const rows = Math.floor(height / stride);
    return Array.from({ length: columns * rows }, (_, at) => ({
      column: at % columns,
      row: Math.floor(at / columns),
      stride,
    }));
  });
}

function requireOutput(model: LoadedModel, rows: number): { name: string; classes: number } {
  const [output, ...others] = model.outputs;
  const [, cameRows, values] = output?.shape ?? [];
  const fits = others.length === 0 && output?.shape.length === 3 && typeof values === 'number';
  if (fits && values > boxValues && (typeof cameRows !== 'number' || cameRows === rows))
    return { name: output.name, classes: values - boxValues };
  throw wrongFamily(model, `one output [1, ${rows}, 5 + classes]`, model.outputs);
}

interface Layout {
  grid: readonly Cell[];
  classes: number;
  floor: number;
}

export function decodeRows(values: Float32Array, { grid, classes, floor }: Layout): Candidate[] {
  const width = boxValues + classes;
  return grid.flatMap((cell, row) => {
    if ((values[row * width + 4] ?? 0) < floor) return [];
    const candidate = decodeRow(values.subarray(row * width, (row + 1) * width), cell);
    return candidate.confidence >= floor ? [candidate] : [];
  });
}

function decodeRow(row: Float32Array, { column, row: line, stride }: Cell): Candidate {
  const [x = 0, y = 0, logWidth = 0, logHeight = 0, objectness = 0] = row;
  const scores = row.subarray(boxValues);
  const best = scores.reduce((at, score, index) => (score > (scores[at] ?? 0) ? index : at), 0);
  const centreX = (x + column) * stride;
  const centreY = (y + line) * stride;
  const halfWidth = (Math.exp(logWidth) * stride) / 2;
  const halfHeight = (Math.exp(logHeight) * stride) / 2;
  return {
    classIndex: best,
    confidence: objectness * (scores[best] ?? 0),
    left: centreX - halfWidth,
    top: centreY - halfHeight,
    right: centreX + halfWidth,
    bottom: centreY + halfHeight,
  };
}
