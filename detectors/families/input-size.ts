// Chooses the input size of a model that takes any: the one that shows a crop largest for the price of the preferred
// size. Takes the crop's size in pixels; gives sides that are multiples of 32.
import type { InputSize } from '../../models/index.ts';

const step = 32;
const smallestSide = 96;

export function chooseInputSize(crop: InputSize, preferred: InputSize): InputSize {
  const [first, ...rest] = sizesWithin(preferred.width * preferred.height);
  let best = first;
  for (const size of rest) if (scaleOf(crop, size) > scaleOf(crop, best)) best = size;
  return best;
}

/** For each width the tallest size that the budget allows. */
function sizesWithin(budget: number): [InputSize, ...InputSize[]] {
  const widest = Math.floor(budget / smallestSide / step) * step;
  const sizes: InputSize[] = [];
  for (let width = smallestSide; width <= widest; width += step)
    sizes.push({ width, height: Math.floor(budget / width / step) * step });
  const [first = { width: smallestSide, height: smallestSide }, ...rest] = sizes;
  return [first, ...rest];
}

/** Pixels of the input per pixel of the crop, on the side that gets fewer. */
function scaleOf(crop: InputSize, size: InputSize): number {
  return Math.min(size.width / crop.width, size.height / crop.height);
}
