// The tone curve between two pictures of one scene: how gain, contrast and light shift each grey. Takes pairs of log luma before and
// now; returns the shift of each luma, and its inverse. Estimated as the median shift per bin of luma.
import { lightNumbers } from './numbers.ts';

const { halfBelieved, leastSlope } = lightNumbers;

/** Tables over log luma 0..10 in steps of 1/64. */
export interface Tone {
  /** The shift of a former luma. */
  readonly shift: Float32Array;
  /** The shift that led to a present luma. */
  readonly unshift: Float32Array;
}

const steps = 64;
const size = 10 * steps;
/** Bins of a quarter octave. */
const bins = 40;
const binsPerOctave = bins / (size / steps);

/** Converts a former luma to the present one. */
export function toned({ shift }: Tone, luma: number): number {
  return luma + shift[indexOf(luma)]!;
}

/** Converts a present luma to the former one. */
export function untoned({ unshift }: Tone, luma: number): number {
  return luma - unshift[indexOf(luma)]!;
}

function indexOf(luma: number): number {
  return luma <= 0 ? 0 : luma >= 9.98 ? size - 1 : (luma * steps) | 0;
}

/** A constant shift of all greys; the identity for 0. */
export function evenTone(shift = 0): Tone {
  return { shift: new Float32Array(size).fill(shift), unshift: new Float32Array(size).fill(shift) };
}

/** Collects pixels by bin, for one pair of pictures. */
export interface ToneSamples {
  add(before: number, now: number): void;
  /** @param overall shift of the whole picture, for greys that are not in it */
  tone(overall: number): Tone;
}

/** @param most maximum number of pixels */
export function createToneSamples(most: number): ToneSamples {
  return new BinnedSamples(most);
}

class BinnedSamples implements ToneSamples {
  readonly #values: Float32Array;
  readonly #binOf: Uint8Array;
  readonly #counts = new Uint32Array(bins);
  #added = 0;

  constructor(most: number) {
    this.#values = new Float32Array(most);
    this.#binOf = new Uint8Array(most);
  }

  add(before: number, now: number): void {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(before * binsPerOctave)));
    this.#values[this.#added] = now - before;
    this.#binOf[this.#added++] = bin;
    this.#counts[bin]!++;
  }

  tone(overall: number): Tone {
    const values = this.#values.subarray(0, this.#added);
    const medians = mediansOf(sortIntoBins(values, this.#binOf, this.#counts), this.#counts);
    return toTone(believed(medians, this.#counts, overall));
  }
}

function sortIntoBins(values: Float32Array, binOf: Uint8Array, counts: Uint32Array): Float32Array {
  const next = new Uint32Array(bins);
  for (let bin = 1; bin < bins; bin++) next[bin] = next[bin - 1]! + counts[bin - 1]!;
  const sorted = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++)
    sorted[next[binOf[index]!]!++] = values[index]!;
  return sorted;
}

function mediansOf(sorted: Float32Array, counts: Uint32Array): Float32Array {
  let from = 0;
  return Float32Array.from(counts, (count) => {
    const values = sorted.subarray(from, (from += count)).sort();
    return values[(count - 1) >> 1] ?? 0;
  });
}

/** Smooths the bins: each with its neighbours, and with the whole picture if it has few pixels. */
function believed(medians: Float32Array, counts: Uint32Array, overall: number): Float32Array {
  return medians.map((_, bin) => {
    let sum = overall * halfBelieved;
    let weight = halfBelieved;
    for (let near = Math.max(0, bin - 1); near <= Math.min(bins - 1, bin + 1); near++) {
      const share = counts[near]! * (near === bin ? 1 : 0.5);
      sum += medians[near]! * share;
      weight += share;
    }
    return sum / weight;
  });
}

/** Interpolates between the middles of the bins, and computes the inverse. */
function toTone(shifts: Float32Array): Tone {
  const { shift, unshift } = evenTone();
  let highest = -Infinity;
  let filled = 0;
  for (let index = 0; index < size; index++) {
    const luma = (index + 0.5) / steps;
    highest = Math.max(highest + leastSlope / steps, luma + shiftAt(shifts, luma));
    shift[index] = highest - luma;
    for (; filled < size && (filled + 0.5) / steps <= highest; filled++)
      unshift[filled] = (filled + 0.5) / steps - luma;
  }
  for (; filled < size; filled++) unshift[filled] = shift[size - 1]!;
  return { shift, unshift };
}

function shiftAt(shifts: Float32Array, luma: number): number {
  const position = Math.min(bins - 1, Math.max(0, luma * binsPerOctave - 0.5));
  const from = Math.floor(position);
  const share = position - Math.floor(position);
  return shifts[from]! * (1 - share) + shifts[Math.min(bins - 1, from + 1)]! * share;
}
