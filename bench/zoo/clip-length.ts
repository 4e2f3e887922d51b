// How long the zoo's clips are asked to be, and how long they may come out.
import { groupMs, type Shape } from './shape.ts';

export const clipMs = 6000;

/** A clip begins with a key frame, which may lie a group of pictures back. */
export function clipSecondsOf({ film }: Pick<Shape, 'film'>): { least: number; most: number } {
  return { least: clipMs / 1000 - 2.5, most: (clipMs + groupMs(film)) / 1000 + 3.5 };
}
