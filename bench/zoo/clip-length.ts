// The requested length of the zoo's clips, and the accepted range.
import { groupMs, type Shape } from './shape.ts';

export const clipMs = 6000;

/** A clip begins with a key frame, which may be one GOP earlier. */
export function clipSecondsOf({ film }: Pick<Shape, 'film'>): { least: number; most: number } {
  return { least: clipMs / 1000 - 2.5, most: (clipMs + groupMs(film)) / 1000 + 3.5 };
}
