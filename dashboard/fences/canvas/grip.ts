// Finds what is under a pointer, from the attributes of the drawing's elements.
import { targetOf } from '../edit/keys.ts';
import type { RingRef } from '../edit/ring.ts';

export type Grip =
  | { on: 'point'; ring: RingRef; point: number }
  /** The middle of the edge that starts at this point. */
  | { on: 'middle'; ring: RingRef; point: number }
  | { on: 'ring'; ring: RingRef }
  | { on: 'picture' };

export function gripOf(target: Element): Grip {
  const data = target.closest<SVGElement>('[data-ring]')?.dataset;
  const held = targetOf({ ring: data?.['ring'], point: data?.['point'] });
  if (held.on === 'area') return { on: 'picture' };
  const middle = data?.['middle'];
  return middle === undefined ? held : { on: 'middle', ring: held.ring, point: Number(middle) };
}

/** The id of another fence of the camera. */
export function otherFenceOf(target: Element): string | null {
  return target.closest<SVGElement>('[data-other]')?.dataset['other'] ?? null;
}
