// Estimates the change of light between the expected and the present picture: a tone curve for all of it (gain, contrast, a lamp),
// then offsets of luma and colour tile by tile (a cloud's edge, a lamp at one side). Objects do not change the estimate of a tile.
import { correlateLuma } from './correlation.ts';
import { medianOf } from './median.ts';
import type { Planes } from './planes.ts';
import { spreadOver } from './spread-tiles.ts';
import {
  createToneSamples,
  evenTone,
  toned,
  untoned,
  type Tone,
  type ToneSamples,
} from './tone.ts';
import { lightNumbers } from './numbers.ts';

const { shiftStep, tilePixels, outlier, mixed, sameStructure } = lightNumbers;

export interface Light {
  readonly tone: Tone;
  /** Offset of log2 luma per pixel in addition to the tone, interpolated between tiles. */
  readonly offsets: Float32Array;
  /** Offsets of the two chroma ratios per cell. */
  readonly red: Float32Array;
  readonly blue: Float32Array;
}

/** No change of light. */
export function plainLight({ luma, red }: Planes): Light {
  const offsets = new Float32Array(luma.length);
  const colour = new Float32Array(red.length);
  return { tone: evenTone(), offsets, red: colour, blue: colour };
}

/** Converts a pixel's luma from the background's light to the present light. */
export function inLight({ tone, offsets }: Light, pixel: number, luma: number): number {
  return toned(tone, luma) + offsets[pixel]!;
}

/** The inverse of `inLight`. */
export function withoutLight({ tone, offsets }: Light, pixel: number, luma: number): number {
  return untoned(tone, luma - offsets[pixel]!);
}

/** The absolute change of luma of most of the picture. */
export function lightShift(light: Light, expected: Planes): number {
  const shifts = new Float32Array(Math.ceil(expected.luma.length / shiftStep));
  for (let at = 0; at < shifts.length; at++) {
    const before = expected.luma[at * shiftStep]!;
    shifts[at] = Math.abs(inLight(light, at * shiftStep, before) - before);
  }
  return medianOf(shifts);
}

interface Tiles {
  readonly columns: number;
  readonly rows: number;
  readonly bounds: readonly Bounds[];
  /** Correlation of each tile's luma now and before; near 1 for the same content. */
  readonly similarity: Float32Array;
}

/** In pixels; right and bottom are the first ones outside. */
interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * @param expected what the picture should show; tiles that show the background instead are set to that
 * @param background what it shows when nothing stands in front of it
 */
export function estimateLight(now: Planes, expected: Planes, background = expected): Light {
  const tiles = tilesOf(now, expected, background);
  const size = { width: now.width, height: now.height };
  const cells = { width: now.width >> 1, height: now.height >> 1 };
  const tone = estimateTone(now, expected, tiles);
  const luma = tiles.bounds.map((bounds) => lumaMedian(now, expected, { bounds, tone }));
  const colour = (plane: 'red' | 'blue') => {
    const medians = tiles.bounds.map((bounds) => colourMedian(now, expected, { bounds, plane }));
    return spreadOver(cells, { ...tiles, values: steady(tiles, medians, 'colour') });
  };
  return {
    tone,
    offsets: spreadOver(size, { ...tiles, values: steady(tiles, luma, 'luma') }),
    red: colour('red'),
    blue: colour('blue'),
  };
}

function tilesOf(now: Planes, expected: Planes, background: Planes): Tiles {
  const columns = Math.max(1, Math.round(now.width / tilePixels));
  const rows = Math.max(1, Math.round(now.height / tilePixels));
  const bounds = Array.from({ length: columns * rows }, (_, tile) =>
    tileBounds(tile, columns, rows, now),
  );
  const similarity = Float32Array.from(bounds, (tile) => {
    const before = correlateLuma(now, expected, tile).value;
    if (before > sameStructure || background === expected) return before;
    const vacant = correlateLuma(now, background, tile).value;
    if (vacant > before) copyTile(background, expected, tile);
    return Math.max(before, vacant);
  });
  return { columns, rows, bounds, similarity };
}

function copyTile(from: Planes, to: Planes, { left, right, top, bottom }: Bounds): void {
  const columns = from.width >> 1;
  for (let y = top; y < bottom; y++) {
    const row = y * from.width;
    to.luma.set(from.luma.subarray(row + left, row + right), row + left);
  }
  for (let y = top >> 1; y < bottom >> 1; y++)
    for (const plane of ['red', 'blue'] as const) {
      const begin = y * columns + (left >> 1);
      const end = y * columns + (right >> 1);
      to[plane].set(from[plane].subarray(begin, end), begin);
    }
}

function tileBounds(
  tile: number,
  columns: number,
  rows: number,
  { width, height }: Planes,
): Bounds {
  const column = tile % columns;
  const row = Math.floor(tile / columns);
  const even = (length: number, index: number, count: number) =>
    Math.floor((index * length) / count / 2) * 2;
  return {
    left: even(width, column, columns),
    right: even(width, column + 1, columns),
    top: even(height, row, rows),
    bottom: even(height, row + 1, rows),
  };
}

/** Estimates the tone from tiles with the same content, or with the shift of most others. */
function estimateTone(now: Planes, expected: Planes, { bounds, similarity }: Tiles): Tone {
  const plain = evenTone();
  const offsets = bounds.map(
    (tile) => lumaMedian(now, expected, { bounds: tile, tone: plain }).median,
  );
  const overall = medianOf(Float32Array.from(offsets));
  const samples = createToneSamples(now.luma.length);
  bounds.forEach((tile, index) => {
    if (similarity[index]! <= sameStructure && Math.abs(offsets[index]! - overall) > outlier.luma)
      return;
    addTile(samples, now, { expected, tile });
  });
  return samples.tone(overall);
}

/** Every fourth pixel of a tile. */
function addTile(
  samples: ToneSamples,
  now: Planes,
  { expected, tile }: { expected: Planes; tile: Bounds },
): void {
  for (let y = tile.top; y < tile.bottom; y += 2)
    for (let pixel = y * now.width + tile.left; pixel < y * now.width + tile.right; pixel += 2)
      samples.add(expected.luma[pixel]!, now.luma[pixel]!);
}

function lumaMedian(
  now: Planes,
  expected: Planes,
  { bounds, tone }: { bounds: Bounds; tone: Tone },
): Middle {
  const across = (bounds.right - bounds.left) >> 1;
  const differences = new Float32Array(across * ((bounds.bottom - bounds.top) >> 1));
  let count = 0;
  for (let y = bounds.top; y < bounds.bottom; y += 2)
    for (let x = bounds.left; x < bounds.right; x += 2) {
      const pixel = y * now.width + x;
      differences[count++] = now.luma[pixel]! - toned(tone, expected.luma[pixel]!);
    }
  return middleOf(differences);
}

function colourMedian(
  now: Planes,
  expected: Planes,
  { bounds, plane }: { bounds: Bounds; plane: 'red' | 'blue' },
): Middle {
  const left = bounds.left >> 1;
  const right = bounds.right >> 1;
  const top = bounds.top >> 1;
  const bottom = bounds.bottom >> 1;
  const differences = new Float32Array((right - left) * (bottom - top));
  const columns = now.width >> 1;
  let count = 0;
  for (let y = top; y < bottom; y++)
    for (let cell = y * columns + left; cell < y * columns + right; cell++)
      differences[count++] = now[plane][cell]! - expected[plane][cell]!;
  return middleOf(differences);
}

interface Middle {
  readonly median: number;
  /** Interquartile range. */
  readonly spread: number;
}

function middleOf(values: Float32Array): Middle {
  const median = medianOf(values);
  const quarter = values.length >> 2;
  return { median, spread: (values.at(-1 - quarter) ?? 0) - (values[quarter] ?? 0) };
}

/** A tile with the same content keeps its own offset; others get that of their neighbourhood or of the whole picture. */
function steady(
  tiles: Tiles,
  middles: readonly Middle[],
  what: keyof typeof outlier,
): Float32Array {
  const offsets = middles.map(({ median }) => median);
  const overall = medianOf(Float32Array.from(offsets));
  return Float32Array.from(middles, ({ median, spread }, tile) => {
    if (tiles.similarity[tile]! > sameStructure && spread <= mixed[what]) return median;
    const local = medianOf(Float32Array.from(neighbourhood(tiles, offsets, tile)));
    return Math.abs(local - overall) > outlier[what] ? overall : local;
  });
}

function neighbourhood(
  { columns, rows }: Tiles,
  offsets: readonly number[],
  tile: number,
): number[] {
  const column = tile % columns;
  const row = Math.floor(tile / columns);
  const around: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
      around.push(offsets[y * columns + x] ?? 0);
  return around;
}
