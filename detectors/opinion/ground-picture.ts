// The ground in full resolution: what a place looked like before the object came. Takes frames, and the share of a place that shows the
// ground now; keeps the pixels of every tile that shows only ground. Returns the picture of a place, or null.
import type { Box } from '../../contracts/index.ts';
import type { Frame, Picture } from '../frame.ts';

export interface GroundPicture {
  /** @param groundShare share of a place that shows the ground now; null while the background is being learned */
  observe(frame: Frame, groundShare: (place: Box) => number | null): void;
  /** Null while too little of the place has shown its ground. `capturedAt` is the time of its oldest part. */
  of(place: Box): (Picture & { readonly capturedAt: number }) | null;
}

/** About the size of a cell of scene change. */
const tiles = { columns: 96, rows: 54 };
/** Light changes slowly: a tile is copied at most this often. */
const everyMs = 10_000;
/** The share of a tile that must show ground; grain and the edge of a nearby object may hide the rest. */
const leastShare = 0.9;
/** The share of a place that must be known. The rest is taken from the first picture. */
const leastKnown = 0.8;

export function createGroundPicture(): GroundPicture {
  let ground: Picture | null = null;
  const takenAt = new Float64Array(tiles.columns * tiles.rows);
  return {
    observe: (frame, groundShare) => {
      if (ground && !isSameSize(ground, frame)) ground = null;
      if (groundShare(wholePicture) === null) return;
      if (!ground) takenAt.fill(0);
      const { width, height, capturedAt } = frame;
      ground ??= { width, height, rgb: frame.rgb.slice() };
      for (let tile = 0; tile < takenAt.length; tile++) {
        if (capturedAt - (takenAt[tile] ?? 0) < everyMs) continue;
        if ((groundShare(boxOfTile(tile)) ?? 0) < leastShare) continue;
        copyTile(frame, ground, tile);
        takenAt[tile] = capturedAt;
      }
    },
    of: (place) => {
      const times = tilesIn(place).map((tile) => takenAt[tile] ?? 0);
      const known = times.filter((time) => time > 0);
      if (!ground || known.length < leastKnown * times.length) return null;
      return { ...ground, capturedAt: Math.min(...known) };
    },
  };
}

const wholePicture: Box = { x: 0, y: 0, width: 1, height: 1 };

function boxOfTile(tile: number): Box {
  const [width, height] = [1 / tiles.columns, 1 / tiles.rows];
  const row = Math.floor(tile / tiles.columns);
  return { x: (tile % tiles.columns) * width, y: row * height, width, height };
}

function tilesIn({ x, y, width, height }: Box): number[] {
  const found: number[] = [];
  const lastRow = Math.min(tiles.rows, Math.ceil((y + height) * tiles.rows));
  const lastColumn = Math.min(tiles.columns, Math.ceil((x + width) * tiles.columns));
  for (let row = Math.floor(y * tiles.rows); row < lastRow; row++)
    for (let column = Math.floor(x * tiles.columns); column < lastColumn; column++)
      found.push(row * tiles.columns + column);
  return found;
}

function copyTile({ rgb }: Picture, ground: Picture, tile: number): void {
  const { width, height } = ground;
  const row = Math.floor(tile / tiles.columns);
  const column = tile % tiles.columns;
  const [left, right] = edges(column, tiles.columns, width);
  const [top, bottom] = edges(row, tiles.rows, height);
  for (let y = top; y < bottom; y++) {
    const from = (y * width + left) * 3;
    ground.rgb.set(rgb.subarray(from, from + (right - left) * 3), from);
  }
}

function edges(index: number, count: number, pixels: number): [number, number] {
  return [Math.round((index * pixels) / count), Math.round(((index + 1) * pixels) / count)];
}

function isSameSize(a: Picture, b: Picture): boolean {
  return a.width === b.width && a.height === b.height;
}
