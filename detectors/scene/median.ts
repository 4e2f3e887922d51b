// The median of numbers, which a few outliers do not change.

/** Up to this many values an insertion sort is faster than the built-in sort; it runs hundreds of times a picture. */
const few = 128;

/** Sorts `values` in place. @returns the lower of the two in the middle; 0 of nothing */
export function medianOf(values: Float32Array): number {
  if (values.length > few) values.sort();
  else insertionSort(values);
  return values[(values.length - 1) >> 1] ?? 0;
}

function insertionSort(values: Float32Array): void {
  for (let index = 1; index < values.length; index++) {
    const value = values[index]!;
    let place = index - 1;
    for (; place >= 0 && values[place]! > value; place--) values[place + 1] = values[place]!;
    values[place + 1] = value;
  }
}
