// Shared by all actors of a window: their options, random clothing, and a random pick from a list.
import { type Random } from '../../random.ts';
import type { Clothing } from '../../sprites/person.ts';
import type { Place } from '../place.ts';

export interface CastOptions {
  readonly place: Place;
  readonly seed: number;
  readonly durationMs: number;
  /** Number of people relative to a usual day. */
  readonly crowd: number;
  readonly rain: number;
}

export const clothColours = [
  '#2f4f7f',
  '#1f2226',
  '#e6e3da',
  '#8c2f2b',
  '#4d6b3f',
  '#b8a27a',
  '#6a5580',
  '#c7c9cc',
  '#d9a23a',
  '#3a3b40',
];
const skins = ['#d9a883', '#c08a63', '#e6bb98', '#8a5a3c'];

export function pick<T>(random: Random, list: readonly T[]): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('pick: expected a list with something in it, got none');
  return one;
}

export function drawClothing(random: Random): Clothing {
  return {
    top: pick(random, clothColours),
    trousers: pick(random, ['#3a3b40', '#22262e', '#5a5347', '#30405c', '#77726a']),
    hair: pick(random, ['#1d1816', '#2b211b', '#6a675f']),
    skin: pick(random, skins),
    bag: random() < 0.3 ? pick(random, clothColours) : null,
    hat: random() < 0.15 ? pick(random, clothColours) : null,
  };
}
