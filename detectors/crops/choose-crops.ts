// Crops: the parts of the picture that the model gets, so that small objects are large enough. In 1080p a person may be 60 pixels
// high; squeezed into 416 pixels, the person has 13 and cannot be seen.
import type { Box, Polygon } from '../../contracts/index.ts';
import { area } from '../tracking/overlap.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Margin around a fence, in shares of its size, so that people at its edge are completely in the crop; larger above, for heads. */
const margin = { side: 0.25, above: 0.45, below: 0.15 };
const leastSide = 0.2;
/** Crops are joined while the result has at most this many picture pixels per input pixel. */
const maxShrink = 1.5;

/**
 * The smallest set of crops that covers all fences at a sufficient scale. Greedy: joins the best pair of crops until none is worth it.
 * @param frame size of the picture in pixels
 * @param input size of the model's input in pixels
 * @returns normalised boxes; the whole picture when there is no fence
 */
export function chooseCrops(fences: readonly Polygon[], frame: Size, input: Size): Box[] {
  if (fences.length === 0) return [{ x: 0, y: 0, width: 1, height: 1 }];
  let crops = fences.map((fence) => withMargin(boundsOf(fence)));
  for (let pair = findPair(crops, frame, input); pair; pair = findPair(crops, frame, input)) {
    const [a, b] = pair;
    crops = [...crops.filter((crop) => crop !== a && crop !== b), union(a, b)];
  }
  return crops.sort((a, b) => a.y - b.y || a.x - b.x);
}

function findPair(crops: readonly Box[], frame: Size, input: Size): [Box, Box] | null {
  for (const a of crops)
    for (const b of crops) if (a !== b && isWorthJoining(a, b, frame, input)) return [a, b];
  return null;
}

function isWorthJoining(a: Box, b: Box, frame: Size, input: Size): boolean {
  const joined = union(a, b);
  return (
    shrink(joined, frame, input) <= maxShrink || area(joined) <= Math.max(area(a), area(b)) * 1.05
  );
}

/** Picture pixels per pixel of the model's input, by area. */
function shrink(crop: Box, frame: Size, input: Size): number {
  return Math.sqrt((area(crop) * frame.width * frame.height) / (input.width * input.height));
}

export function boundsOf(polygon: Polygon): Box {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { x, y, width: right - x, height: bottom - y };
}

function withMargin(box: Box): Box {
  const width = Math.max(leastSide, box.width * (1 + 2 * margin.side));
  const height = Math.max(leastSide, box.height * (1 + margin.above + margin.below));
  const x = box.x + box.width / 2 - width / 2;
  const y = box.y + box.height * (1 + margin.below) - height;
  return clip({ x, y, width, height });
}

/** Moves a box into the picture, and cuts what is larger than it. */
export function clip(box: Box): Box {
  const width = Math.min(1, box.width);
  const height = Math.min(1, box.height);
  return {
    x: Math.min(Math.max(0, box.x), 1 - width),
    y: Math.min(Math.max(0, box.y), 1 - height),
    width,
    height,
  };
}
