// Planes for tests that look at single cells: even grey and colour, changed where a test says so.
import { createPlanes, type Planes } from '../scene/planes.ts';

export interface Tone {
  luma?: number;
  red?: number;
  blue?: number;
}

/** Planes of one tone everywhere. */
export function evenPlanes(
  width: number,
  height: number,
  { luma = 7, red = 0, blue = 0 }: Tone = {},
): Planes {
  const planes = createPlanes(width, height);
  planes.luma.fill(luma);
  planes.red.fill(red);
  planes.blue.fill(blue);
  return planes;
}

/** Gives the pixels of some cells (2×2 pixels each) another tone. */
export function withCells(planes: Planes, cells: readonly number[], tone: Tone): Planes {
  const copy = {
    ...planes,
    luma: planes.luma.slice(),
    red: planes.red.slice(),
    blue: planes.blue.slice(),
  };
  for (const pixel of cells.flatMap((cell) => pixelsOf(planes, cell)))
    for (const plane of ['luma', 'red', 'blue'] as const)
      if (tone[plane] !== undefined) copy[plane][pixel] = tone[plane];
  return copy;
}

/** Gives every pixel another luma. */
export function mapLuma(
  planes: Planes,
  change: (luma: number, x: number, y: number) => number,
): Planes {
  const { width } = planes;
  const luma = planes.luma.map((value, pixel) =>
    change(value, pixel % width, Math.floor(pixel / width)),
  );
  return { ...planes, luma };
}

function pixelsOf({ width }: Planes, cell: number): number[] {
  const columns = width >> 1;
  const first = Math.floor(cell / columns) * 2 * width + (cell % columns) * 2;
  return [first, first + 1, first + width, first + width + 1];
}
