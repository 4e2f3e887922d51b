// Grain: how noisy a picture is at each luma, learnt where nothing happens. A dark object in front of a white wall is
// as noisy as other dark places, not as clean as the wall.
import { grainNumbers } from './numbers.ts';

const { cleanGrain, enoughPixels } = grainNumbers;

export interface Grain {
  /** Mean deviation of luma, one a bin of half an octave of log luma. */
  readonly luma: Float32Array;
  /** Mean deviation of the chroma ratios, the same way. */
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

/** Sums of one picture: add what deviates from what was expected, then let the grain follow. */
export interface GrainSums {
  add(luma: number, change: number, colourChange: number): void;
  /** @param share how much of the way to go, 0..1 */
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
