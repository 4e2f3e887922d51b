// Grain: the noise of a picture by luma, learned from cells without changes. A dark object in front of a white wall has the noise of other
// dark places, not that of the wall.
import { grainNumbers } from './numbers.ts';

const { cleanGrain, enoughPixels } = grainNumbers;

export interface Grain {
  /** Mean deviation of luma; one value per bin of half an octave. */
  readonly luma: Float32Array;
  /** Mean deviation of the chroma ratios, in the same bins. */
  readonly colour: Float32Array;
}

const bins = 20;
const binsPerOctave = 2;

export function createGrain(): Grain {
  return {
    luma: new Float32Array(bins).fill(cleanGrain),
    colour: new Float32Array(bins).fill(cleanGrain),
  };
}

export function grainBin(luma: number): number {
  return luma <= 0 ? 0 : Math.min(bins - 1, (luma * binsPerOctave) | 0);
}

/** Sums for one picture: add the deviations from the expected picture, then update the grain. */
export interface GrainSums {
  add(luma: number, change: number, colourChange: number): void;
  /** @param share weight of this picture, 0..1 */
  follow(grain: Grain, share: number): void;
}

export function createGrainSums(): GrainSums {
  const changes = new Float64Array(bins);
  const colourChanges = new Float64Array(bins);
  const counts = new Uint32Array(bins);
  return {
    add: (luma, change, colourChange) => {
      const bin = grainBin(luma);
      changes[bin]! += Math.abs(change);
      colourChanges[bin]! += colourChange;
      counts[bin]!++;
    },
    follow: (grain, share) => {
      for (let bin = 0; bin < bins; bin++) {
        if (counts[bin]! < enoughPixels) continue;
        grain.luma[bin]! += share * (changes[bin]! / counts[bin]! - grain.luma[bin]!);
        grain.colour[bin]! += share * (colourChanges[bin]! / counts[bin]! - grain.colour[bin]!);
      }
    },
  };
}
