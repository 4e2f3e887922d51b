// Pictures in the encoder's format: luma at full size, chroma at half size (YUV 4:2:0, BT.601), and for sprites the opacity of
// each pixel. Nothing is converted per frame.

/** One frame or backdrop. Width and height are even. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

export interface SpritePlanes extends Planes {
  /** Opacity 0..255 at full size. */
  readonly alpha: Uint8Array;
  /** The same at half size, for the chroma planes. */
  readonly halfAlpha: Uint8Array;
}

/** The three planes as views of one buffer, in the order of raw video. */
export function createPlanes(width: number, height: number, buffer?: Uint8Array): Planes {
  const size = width * height;
  const whole = buffer ?? new Uint8Array((size * 3) / 2);
  return {
    width,
    height,
    y: whole.subarray(0, size),
    u: whole.subarray(size, size + size / 4),
    v: whole.subarray(size + size / 4, (size * 3) / 2),
  };
}

/** From interleaved RGBA. Width and height must be even. */
export function planesOfRgba(rgba: Uint8Array, width: number, height: number): SpritePlanes {
  const planes = createPlanes(width, height);
  const alpha = new Uint8Array(width * height);
  for (let index = 0; index < alpha.length; index++) {
    planes.y[index] = luma(rgba, index * 4);
    alpha[index] = rgba[index * 4 + 3] ?? 0;
  }
  const halfAlpha = new Uint8Array(alpha.length / 4);
  for (let row = 0; row < height / 2; row++)
    for (let column = 0; column < width / 2; column++)
      fillHalf({ rgba, planes, halfAlpha }, row, column);
  return { ...planes, alpha, halfAlpha };
}

function luma(rgba: Uint8Array, at: number): number {
  return (
    16 +
    (65.481 * (rgba[at] ?? 0) + 128.553 * (rgba[at + 1] ?? 0) + 24.966 * (rgba[at + 2] ?? 0)) / 255
  );
}

/** Colour of a 2 x 2 block: the mean of its pixels, weighted by opacity. */
function fillHalf(
  { rgba, planes, halfAlpha }: { rgba: Uint8Array; planes: Planes; halfAlpha: Uint8Array },
  row: number,
  column: number,
): void {
  const { width } = planes;
  let red = 0;
  let green = 0;
  let blue = 0;
  let weight = 0;
  for (const offset of [0, 1, width, width + 1]) {
    const at = (row * 2 * width + column * 2 + offset) * 4;
    const opacity = rgba[at + 3] ?? 0;
    red += (rgba[at] ?? 0) * opacity;
    green += (rgba[at + 1] ?? 0) * opacity;
    blue += (rgba[at + 2] ?? 0) * opacity;
    weight += opacity;
  }
  const index = row * (width / 2) + column;
  const scale = weight === 0 ? 0 : 1 / (weight * 255);
  planes.u[index] = Math.round(128 + (-37.797 * red - 74.203 * green + 112 * blue) * scale);
  planes.v[index] = Math.round(128 + (112 * red - 93.786 * green - 18.214 * blue) * scale);
  halfAlpha[index] = Math.round(weight / 4);
}
