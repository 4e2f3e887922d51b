// A backdrop: the static part of a scene. It is drawn in units of a 960 x 540 picture, with a margin all around so that a shaken
// or turned camera still sees something.
import type { Ground } from '../ground.ts';
import type { Placement } from '../placement.ts';

export interface Backdrop {
  readonly ground: Ground;
  /** SVG elements in units of the picture. */
  readonly svg: string;
  /** Furniture that people pass in front of and behind. */
  readonly furniture: readonly Placement[];
}

export const pictureUnits = { width: 960, height: 540 } as const;
/** The margin beyond each edge, as a share of the picture. */
export const margin = 0.1;

export function backdropDocument(
  { svg }: Backdrop,
  size: { width: number; height: number },
): string {
  const { width, height } = pictureUnits;
  const view = [
    -width * margin,
    -height * margin,
    width * (1 + 2 * margin),
    height * (1 + 2 * margin),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="${view.join(' ')}">${svg}</svg>`;
}
