// Chooses the input size of a model that accepts any: the size at which a crop is largest, with no more pixels than the preferred
// size. Takes the crop's size in pixels; returns sides that are multiples of 32.
import type { InputSize } from '../../models/index.ts';

const step = 32;
const smallestSide = 96;

export function chooseInputSize(crop: InputSize, preferred: InputSize): InputSize {
  const [first, ...rest] = sizesWithin(preferred.width * preferred.height);
  let best = first;
  for (const size of rest) if (scaleOf(crop, size) > scaleOf(crop, best)) best = size;
  return best;
}

/** For each width, the largest height within the pixel budget. */
function sizesWithin(budget: number): [InputSize, ...InputSize[]] {
  const widest = Math.floor(budget / smallestSide / step) * step;
  const sizes: InputSize[] = [];
  for (let width = smallestSide; width <= widest; width += step)
    sizes.push({ width, height: Math.floor(budget / width / step) * step });
  const [first = { width: smallestSide, height: smallestSide }, ...rest] = sizes;
  return [first, ...rest];
}

/** Input pixels per pixel of the crop, by the smaller of both sides. */
function scaleOf(crop: InputSize, size: InputSize): number {
  return Math.min(size.width / crop.width, size.height / crop.height);
}
