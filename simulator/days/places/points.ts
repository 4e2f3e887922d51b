// Parses points of the picture from text such as `0.1 0.4, 0.9 0.4`, which keeps the many points of places readable.
import type { Point } from '../../../contracts/index.ts';
import type { Spot } from '../place.ts';

export function points(text: string): Point[] {
  return text.split(',').map((pair) => pointOf(pair.trim().split(' '), text));
}

/** Parses `fence x y, fence x y`. @throws Error when a point is not two numbers */
export function spots(text: string): Spot[] {
  return text.split(',').map((part) => {
    const [fence = '', ...at] = part.trim().split(' ');
    return { fence, at: pointOf(at, text) };
  });
}

function pointOf(words: readonly string[], text: string): Point {
  const [x, y] = words.map(Number);
  if (x === undefined || y === undefined || words.length !== 2 || Number.isNaN(x + y))
    throw new Error(`expected pairs of numbers such as "0.1 0.4, 0.9 0.4", got "${text}"`);
  return [x, y];
}
