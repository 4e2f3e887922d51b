// Minimises the input of a finding. Takes the input and a test whether a smaller one still shows it; returns the smallest found.
// Removes ever shorter parts.

export interface Smaller {
  stillShows: (input: Uint8Array) => Promise<boolean>;
  mostTries?: number;
}

export async function minimise(
  input: Uint8Array,
  { stillShows, mostTries = 600 }: Smaller,
): Promise<Uint8Array> {
  let best = input;
  let tries = 0;
  for (let length = Math.ceil(best.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let at = 0; at < best.length && tries < mostTries;) {
      const without = removed(best, at, length);
      tries += 1;
      if (await stillShows(without)) best = without;
      else at += length;
    }
  }
  return best;
}

function removed(bytes: Uint8Array, at: number, length: number): Uint8Array {
  const left = new Uint8Array(Math.max(0, bytes.length - Math.min(length, bytes.length - at)));
  left.set(bytes.subarray(0, at));
  left.set(bytes.subarray(at + length), at);
  return left;
}
