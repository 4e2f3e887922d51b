// Blots: things on or close to the lens, out of focus, such as insects, a spider, dirt and drops. Takes blots; darkens or brightens the
// linear picture in place.
import { picture } from './picture-map.ts';

export interface Blot {
  /** Shares of the picture. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Linear light of the blot itself. */
  readonly bright: number;
  /** Opacity at its centre, 0..1. */
  readonly cover: number;
}

export function addBlot(linear: Float32Array, { x, y, width, height, bright, cover }: Blot): void {
  const clampX = (at: number) =>
    Math.max(0, Math.min(picture.width - 1, Math.floor(at * picture.width)));
  const clampY = (at: number) =>
    Math.max(0, Math.min(picture.height - 1, Math.floor(at * picture.height)));
  for (let row = clampY(y - height); row <= clampY(y + height); row++)
    for (let column = clampX(x - width); column <= clampX(x + width); column++) {
      const far =
        ((column / picture.width - x) / width) ** 2 + ((row / picture.height - y) / height) ** 2;
      if (far > 1) continue;
      const share = cover * Math.min(1, (1 - far) * 2.2);
      for (let channel = 0; channel < 3; channel++) {
        const at = (row * picture.width + column) * 3 + channel;
        linear[at] = linear[at]! * (1 - share) + bright * share;
      }
    }
}
