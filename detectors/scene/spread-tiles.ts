// Interpolates values of tiles over a picture: bilinear between the middles of the tiles, so that there are no steps at their edges.

export interface TileValues {
  readonly columns: number;
  readonly rows: number;
  /** One per tile, rows from the top. */
  readonly values: Float32Array;
}

/** @returns one value per pixel of a picture of this size */
export function spreadOver(
  { width, height }: { width: number; height: number },
  { columns, rows, values }: TileValues,
): Float32Array {
  const plane = new Float32Array(width * height);
  if (values.every((value) => value === values[0])) return plane.fill(values[0] ?? 0);
  const across = steps(width, columns);
  const down = steps(height, rows);
  const row = new Float32Array(columns);
  for (let y = 0; y < height; y++) {
    const above = down.from[y]! * columns;
    const below = down.to[y]! * columns;
    const share = down.share[y]!;
    for (let column = 0; column < columns; column++)
      row[column] = values[above + column]! * (1 - share) + values[below + column]! * share;
    for (let x = 0; x < width; x++)
      plane[y * width + x] =
        row[across.from[x]!]! * (1 - across.share[x]!) + row[across.to[x]!]! * across.share[x]!;
  }
  return plane;
}

interface Steps {
  from: Uint16Array;
  to: Uint16Array;
  share: Float32Array;
}

/** For each pixel along a side: the tiles before and after it, and its position between their middles. */
function steps(pixels: number, tiles: number): Steps {
  const found: Steps = {
    from: new Uint16Array(pixels),
    to: new Uint16Array(pixels),
    share: new Float32Array(pixels),
  };
  for (let pixel = 0; pixel < pixels; pixel++) {
    const position = Math.min(tiles - 1, Math.max(0, ((pixel + 0.5) * tiles) / pixels - 0.5));
    found.from[pixel] = Math.floor(position);
    found.to[pixel] = Math.min(tiles - 1, Math.floor(position) + 1);
    found.share[pixel] = position - Math.floor(position);
  }
  return found;
}
