// Light between the learnt background and the picture now, as an offset of log luma for every tile of the picture: a
// lamp, a cloud or the camera's own gain moves whole tiles, an object does not.
import { correlateLuma } from './correlation.ts';
import type { Planes } from './planes.ts';

interface LightMap {
  readonly columns: number;
  readonly rows: number;
  /** Offset of log2 luma, one a tile. */
  readonly offsets: Float32Array;
  /** Correlation of each tile's luma now and before: near 1 it shows the same things. */
  readonly likeness: Float32Array;
}

const tilePixels = 16;
/** Beyond this an offset may be something in front of the tile, unless the tile's structure is still the same. */
const outlier = 0.5;
const sameStructure = 0.6;

export interface Light {
  /** Offset a pixel, smooth between the tiles. */
  readonly offsets: Float32Array;
  /** Median offset of the whole picture: what can be said of places where something hides the background. */
  readonly overall: number;
}

export function estimateLight(now: Planes, background: Planes): Light {
  const map = tileMedians(now, background);
  const overall = median(map.offsets.slice());
  return { offsets: spread(steady(map, overall), now.width, now.height), overall };
}

function tileMedians(now: Planes, background: Planes): LightMap {
  const columns = Math.max(1, Math.round(now.width / tilePixels));
  const rows = Math.max(1, Math.round(now.height / tilePixels));
  const offsets = new Float32Array(columns * rows);
  const likeness = new Float32Array(columns * rows);
  for (let tile = 0; tile < offsets.length; tile++) {
    const bounds = tileBounds(tile, columns, rows, now);
    offsets[tile] = medianDifference(now, background, bounds);
    likeness[tile] = correlateLuma(now, background, bounds).value;
  }
  return { columns, rows, offsets, likeness };
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function tileBounds(
  tile: number,
  columns: number,
  rows: number,
  { width, height }: Planes,
): Bounds {
  const [column, row] = [tile % columns, Math.floor(tile / columns)];
  return {
    left: Math.floor((column * width) / columns),
    right: Math.floor(((column + 1) * width) / columns),
    top: Math.floor((row * height) / rows),
    bottom: Math.floor(((row + 1) * height) / rows),
  };
}

function medianDifference(now: Planes, background: Planes, bounds: Bounds): number {
  const across = Math.ceil((bounds.right - bounds.left) / 2);
  const differences = new Float32Array(across * Math.ceil((bounds.bottom - bounds.top) / 2));
  let count = 0;
  for (let y = bounds.top; y < bounds.bottom; y += 2) {
    for (let x = bounds.left; x < bounds.right; x += 2) {
      const pixel = y * now.width + x;
      differences[count++] = now.luma[pixel]! - background.luma[pixel]!;
    }
  }
  return median(differences);
}

/** A tile that shows the same things keeps its own offset; another takes its neighbourhood's, or the whole picture's. */
function steady(map: LightMap, overall: number): LightMap {
  const offsets = map.offsets.map((own, tile) => {
    if (map.likeness[tile]! > sameStructure) return own;
    const local = median(Float32Array.from(neighbourhood(map, tile)));
    return Math.abs(local - overall) > outlier ? overall : local;
  });
  return { ...map, offsets };
}

function neighbourhood({ columns, rows, offsets }: LightMap, tile: number): number[] {
  const [column, row] = [tile % columns, Math.floor(tile / columns)];
  const around: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
      around.push(offsets[y * columns + x] ?? 0);
  return around;
}

/** Bilinear between the middles of the tiles: first down each column of tiles, then along each row of pixels. */
function spread({ columns, rows, offsets }: LightMap, width: number, height: number): Float32Array {
  const plane = new Float32Array(width * height);
  const across = steps(width, columns);
  const down = steps(height, rows);
  const row = new Float32Array(columns);
  for (let y = 0; y < height; y++) {
    const [above, below, share] = [down.from[y]! * columns, down.to[y]! * columns, down.share[y]!];
    for (let column = 0; column < columns; column++)
      row[column] = offsets[above + column]! * (1 - share) + offsets[below + column]! * share;
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

/** For each pixel of a side: the tiles before and after it, and how far it is between their middles. */
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

/** Sorts `values` in place. */
function median(values: Float32Array): number {
  values.sort();
  return values[(values.length - 1) >> 1] ?? 0;
}
