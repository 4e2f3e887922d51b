// Planes for tests of single cells: uniform luma and colour, with changes at given cells.
import type { Light } from '../scene/light.ts';
import { createPlanes, type Planes } from '../scene/planes.ts';
import { evenTone } from '../scene/tone.ts';

export interface Tone {
  luma?: number;
  red?: number;
  blue?: number;
}

/** Planes of one tone. */
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

/** Gives some cells (2×2 pixels each) another tone. */
export function withCells(planes: Planes, cells: readonly number[], tone: Tone): Planes {
  const copy = {
    ...planes,
    luma: planes.luma.slice(),
    red: planes.red.slice(),
    blue: planes.blue.slice(),
  };
  const { luma, red, blue } = tone;
  for (const cell of cells) {
    if (luma !== undefined) for (const pixel of pixelsOf(planes, cell)) copy.luma[pixel] = luma;
    if (red !== undefined) copy.red[cell] = red;
    if (blue !== undefined) copy.blue[cell] = blue;
  }
  return copy;
}

/** Uniform light: luma is shifted, chroma is unchanged. */
export function evenLight({ luma, red }: Planes, { offset = 0 } = {}): Light {
  return {
    tone: evenTone(),
    offsets: new Float32Array(luma.length).fill(offset),
    red: new Float32Array(red.length),
    blue: new Float32Array(red.length),
  };
}

/** Maps the luma of every pixel. */
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
