// A second decoder of YOLOX and NanoDet, simple and slow, written from the description of the exports without the product's code. The
// product's decoder is compared with it. Takes pictures and raw outputs; returns boxes in pixels.
import type { Picture } from '../frame.ts';

export interface ReferenceBox {
  classIndex: number;
  confidence: number;
  /** In pixels of the input. */
  corners: [left: number, top: number, right: number, bottom: number];
}

/** Planes in the order blue, green, red, like `mean` and `deviation`. */
export function referenceInput(
  { width, height, rgb }: Picture,
  { mean, deviation }: { mean: readonly number[]; deviation: readonly number[] },
): Float32Array {
  const values: number[] = [];
  for (let plane = 0; plane < 3; plane++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const byte = rgb[(y * width + x) * 3 + (2 - plane)] ?? 0;
        values.push((byte - (mean[plane] ?? 0)) / (deviation[plane] ?? 1));
      }
  return Float32Array.from(values);
}

/** A letterboxed square picture with grey borders. */
export function referenceLetterbox(
  inner: Picture,
  { side, left, top, grey }: { side: number; left: number; top: number; grey: number },
): Picture {
  const rgb = new Uint8Array(side * side * 3).fill(grey);
  for (let y = 0; y < inner.height; y++)
    for (let x = 0; x < inner.width; x++)
      for (let channel = 0; channel < 3; channel++)
        rgb[((top + y) * side + left + x) * 3 + channel] =
          inner.rgb[(y * inner.width + x) * 3 + channel] ?? 0;
  return { width: side, height: side, rgb };
}

/**
 * YOLOX: the cells of strides 8, 16 and 32 in that order, line by line, each with the offset of the centre and the
 * logarithm of the size in cells, the objectness, and the classes. The confidence is objectness times class.
 */
export function referenceYolox(
  output: Float32Array,
  side: number,
  classes: number,
): ReferenceBox[] {
  const boxes: ReferenceBox[] = [];
  let from = 0;
  for (const stride of [8, 16, 32])
    for (let y = 0; y < side / stride; y++)
      for (let x = 0; x < side / stride; x++) {
        const row = Array.from(output.slice(from, from + 5 + classes));
        from += 5 + classes;
        const [dx = 0, dy = 0, dw = 0, dh = 0, objectness = 0, ...scores] = row;
        const score = Math.max(...scores);
        const cx = (dx + x) * stride;
        const cy = (dy + y) * stride;
        const w = Math.exp(dw) * stride;
        const h = Math.exp(dh) * stride;
        boxes.push({
          classIndex: scores.indexOf(score),
          confidence: objectness * score,
          corners: [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2],
        });
      }
  return boxes;
}

export interface ReferenceHead {
  stride: number;
  scores: Float32Array;
  /** For each cell and side (left, top, right, bottom): eight logits for distances of 0 to 7 cells. */
  distances: Float32Array;
}

/** NanoDet: each side lies at the mean of the distribution over its distances, from the middle of the cell. */
export function referenceNanodet(
  heads: readonly ReferenceHead[],
  side: number,
  classes: number,
): ReferenceBox[] {
  return heads.flatMap(({ stride, scores, distances }) => {
    const cellsAcross = Math.ceil(side / stride);
    return Array.from({ length: cellsAcross ** 2 }, (_, cell) => {
      const row = Array.from(scores.slice(cell * classes, (cell + 1) * classes));
      const sides = [0, 1, 2, 3].map((each) => {
        const from = cell * 32 + each * 8;
        return integral(Array.from(distances.slice(from, from + 8))) * stride;
      });
      const cx = ((cell % cellsAcross) + 0.5) * stride;
      const cy = (Math.floor(cell / cellsAcross) + 0.5) * stride;
      const confidence = Math.max(...row);
      return {
        classIndex: row.indexOf(confidence),
        confidence,
        corners: [cx - sides[0]!, cy - sides[1]!, cx + sides[2]!, cy + sides[3]!],
      };
    });
  });
}

/** The expected distance by the softmax of the logits. */
function integral(logits: readonly number[]): number {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.reduce((sum, power, distance) => sum + distance * (power / total), 0);
}

/** Greedy non-maximum suppression within each group, at an iou of 0.5. */
export function referenceSuppression(
  boxes: readonly ReferenceBox[],
  { floor, groupOf }: { floor: number; groupOf: (classIndex: number) => string },
): ReferenceBox[] {
  let left = boxes.filter(({ confidence }) => confidence >= floor);
  const kept: ReferenceBox[] = [];
  while (left.length > 0) {
    const surest = left.reduce((best, box) => (box.confidence > best.confidence ? box : best));
    kept.push(surest);
    left = left.filter(
      (box) =>
        box !== surest &&
        (groupOf(box.classIndex) !== groupOf(surest.classIndex) || overlap(box, surest) <= 0.5),
    );
  }
  return kept;
}

/** Intersection over union. */
export function overlap(
  a: Pick<ReferenceBox, 'corners'>,
  b: Pick<ReferenceBox, 'corners'>,
): number {
  const [ax0, ay0, ax1, ay1] = a.corners;
  const [bx0, by0, bx1, by1] = b.corners;
  const across = Math.max(0, Math.min(ax1, bx1) - Math.max(ax0, bx0));
  const down = Math.max(0, Math.min(ay1, by1) - Math.max(ay0, by0));
  const both = (ax1 - ax0) * (ay1 - ay0) + (bx1 - bx0) * (by1 - by0) - across * down;
  return (across * down) / both;
}
