// Loads that people carry in both hands: a carton or a tied rubbish bag.
import { path } from './paint.ts';

export type Load = 'box' | 'bag';

/** @param x, y middle of its upper half, in cm from the ground point of the carrier */
export function loadInHands(load: Load, x: number, y: number): string {
  if (load === 'bag')
    return (
      path(`M${x - 4} ${y}q-15 14 -12 34q15 8 28 0q3 -20 -10 -34z`, 'fill="#1f2326"') +
      path(`M${x - 7} ${y + 8}q-6 10 -5 20`, 'fill="none" stroke="#6d767c" stroke-width="2"')
    );
  return (
    path(`M${x - 21} ${y - 16}h42v34h-42z`, 'fill="#b98a56"') +
    path(`M${x - 21} ${y - 16}h42v7h-42z`, 'fill="#d3a871"') +
    path(`M${x - 3} ${y - 16}h6v34h-6z`, 'fill="#9c6f3f"')
  );
}
