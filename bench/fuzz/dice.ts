// Random numbers for fuzzing: the same for the same seed, target and number of the input, so that each input can be reproduced
// alone. Takes these; returns a function that returns an integer below its argument.

export type Dice = (below: number) => number;

export interface InputId {
  seed: number;
  target: string;
  index: number;
}

export function diceFor({ seed, target, index }: InputId): Dice {
  let state = hashOf(`${seed} ${target} ${index}`);
  // mulberry32.
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** @throws RangeError when there is nothing to choose from */
export function pick<T>(items: readonly T[], dice: Dice): T {
  const index = dice(items.length);
  if (index >= items.length) throw new RangeError('nothing to choose from');
  return items[index] as T;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
