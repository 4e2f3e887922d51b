// The median of numbers: what most of them say, whatever a few of them do.

/** Sorts `values` in place. @returns the lower of the two in the middle; 0 of nothing */
export function medianOf(values: Float32Array): number {
  values.sort();
  return values[(values.length - 1) >> 1] ?? 0;
}
