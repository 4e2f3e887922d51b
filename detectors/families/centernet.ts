// CenterNet ("Objects as Points", Zhou et al. 2019): each cell of a quarter-size map has for each class the likelihood of being the
// centre of an object, and the extent of its box. The input has sides that are multiples of 32, and unscaled bytes.
import { Tensor } from '../onnx-runtime.ts';
import type { InputSize } from '../../models/index.ts';
import { requireInput, requireLabelCount, wrongFamily } from './check-shape.ts';
import { cutCrop, pixelsOfCrop } from './cut-crop.ts';
import type { Candidate, FamilyModel, LoadedModel } from './family.ts';
import { chooseInputSize } from './input-size.ts';
import { tensorData } from './tensor-data.ts';

/** Pixels of the input per cell of the map. */
const cellSize = 4;
const preferredInput: InputSize = { width: 512, height: 288 };

export function openCenternet(model: LoadedModel): FamilyModel {
  const { name: image } = requireInput(model, 'uint8', [1, null, null, 3]);
  requireLabelCount(model, requireHeads(model));
  const floor = model.confidenceFloor ?? 0.2;
  const input = model.input ?? preferredInput;
  return {
    input,
    maxIou: 0.5,
    prepare: async (picture, crop) => {
      const size = chooseInputSize(pixelsOfCrop(picture, crop), input);
      const { rgb, placement } = await cutCrop(picture, crop, {
        input: size,
        fit: { mode: 'stretch' },
      });
      const tensor = new Tensor('uint8', rgb, [1, size.height, size.width, 3]);
      return { feeds: { [image]: tensor }, placement };
    },
    decode: (outputs, { input: { width, height } }) => {
      const map = { columns: width / cellSize, rows: height / cellSize };
      const heat = {
        ...map,
        best: tensorData(outputs, 'best'),
        classes: tensorData(outputs, 'keypoints'),
      };
      return toCandidates(findPeaks(heat, floor), tensorData(outputs, 'wh'), map);
    },
  };
}

/** Checks the outputs. @returns the number of classes */
function requireHeads(model: LoadedModel): number {
  const [classes, best, reach] = ['keypoints', 'best', 'wh'].map(
    (head) => model.outputs.find(({ name }) => name === head)?.shape[1],
  );
  if (typeof classes === 'number' && best === 1 && reach === 4) return classes;
  const expected =
    'the outputs keypoints [1, classes, rows, columns], best [1, 1, rows, columns] and wh [1, 4, rows, columns]';
  throw wrongFamily(model, expected, model.outputs);
}

interface MapSize {
  columns: number;
  rows: number;
}
interface Peak {
  classIndex: number;
  cell: number;
  confidence: number;
}

export interface HeatMap extends MapSize {
  /** One map per class, concatenated. */
  classes: Float32Array;
  /** The highest class score of each cell. */
  best: Float32Array;
}

/** The cells at or above the floor that are not less than their eight neighbours in the same class. */
export function findPeaks(heat: HeatMap, floor: number): Peak[] {
  const cells = heat.columns * heat.rows;
  const peaks: Peak[] = [];
  for (let cell = 0; cell < heat.best.length; cell++) {
    if ((heat.best[cell] ?? 0) < floor) continue;
    for (let at = cell; at < heat.classes.length; at += cells) {
      const confidence = heat.classes[at] ?? 0;
      const classIndex = Math.floor(at / cells);
      if (confidence >= floor && isPeak(heat, classIndex * cells, cell))
        peaks.push({ classIndex, cell, confidence });
    }
  }
  return peaks;
}

function isPeak({ classes, columns, rows }: HeatMap, classStart: number, cell: number): boolean {
  const row = Math.floor(cell / columns);
  const column = cell % columns;
  const value = classes[classStart + cell] ?? 0;
  for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y++)
    for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x++)
      if ((classes[classStart + y * columns + x] ?? 0) > value) return false;
  return true;
}

function toCandidates(peaks: readonly Peak[], reach: Float32Array, map: MapSize): Candidate[] {
  const cells = map.columns * map.rows;
  return peaks.map(({ classIndex, cell, confidence }) => {
    const x = (cell % map.columns) * cellSize;
    const y = Math.floor(cell / map.columns) * cellSize;
    const [left = 0, top = 0, right = 0, bottom = 0] = [0, 1, 2, 3].map(
      (side) => reach[side * cells + cell],
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
