// Finds regions that never keep still, such as people who sit or stand, which are not objects that were put down. Takes pictures in order
// of time; returns since when a region has looked the same, independent of motion of the whole picture.
import sharp from 'sharp';
import type { Observation, StaticRegion } from '../contracts/index.ts';
import type { Picture } from './frame.ts';
import { medianOf } from './scene/median.ts';

/** A grey picture of fixed width, slightly blurred so that noise does not count as motion. */
interface Grey {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly at: number;
}

export interface Stillness {
  /** Called with every picture. */
  observe(picture: Picture, at: number): Promise<void>;
  /** The time of the first picture. */
  watchedSince(): number;
  /**
   * Since when a region has looked the same: the time of the oldest picture, not before `since`, in which it looks the same as now. An
   * object looks the same again after a passer-by; a person who has shifted does not.
   */
  sameSince(region: Pick<StaticRegion, 'spans' | 'since'>, grid: Observation['grid']): number;
}

const greyWidth = 448;
const blur = 0.7;
/** Interval and maximum age of the kept pictures. */
const apartMs = 1800;
const keptMs = 21_000;
/** A grey step that counts as motion: this much, plus a share of the local contrast. */
const least = { step: 6, share: 0.05 };
/** Motion of the whole picture (rain, a shaking mast) is measured in tiles, on every n-th pixel in each direction. */
const tiles = { columns: 8, rows: 6, every: 3 };
/** The share of an unchanged region that may move: `share`, or `likeAll` times the motion of the whole picture. */
const most = { share: 0.04, likeAll: 1.5 };

export function createStillness(): Stillness {
  let kept: Grey[] = [];
  let now: Grey | null = null;
  let common = new Map<Grey, number>();
  let watchedSince = Infinity;
  const observe = async (picture: Picture, at: number): Promise<void> => {
    const former = now;
    const isApart =
      former && at > former.at && former.at - (kept.at(-1)?.at ?? -Infinity) >= apartMs;
    watchedSince = Math.min(watchedSince, at);
    now = await greyOf(picture, at);
    if (isApart) kept.push(former);
    kept = kept.filter((one) => at - one.at <= keptMs && one.at < at && isSameSize(one, picture));
    common = new Map();
  };
  const commonTo = (latest: Grey, before: Grey): number => {
    const known = common.get(before) ?? commonMotion(latest, before);
    common.set(before, known);
    return known;
  };
  const sameSince: Stillness['sameSince'] = (region, grid) => {
    const latest = now;
    if (!latest) return region.since;
    const isAlike = (before: Grey) =>
      motionOf(region, grid, { now: latest, before }) <=
      most.share + most.likeAll * commonTo(latest, before);
    return kept.find((one) => one.at >= region.since && isAlike(one))?.at ?? latest.at;
  };
  return { observe, watchedSince: () => watchedSince, sameSince };
}

function motionOf(
  { spans }: Pick<StaticRegion, 'spans'>,
  grid: Observation['grid'],
  { now, before }: { now: Grey; before: Grey },
): number {
  let moved = 0;
  let all = 0;
  for (const [row, first, last] of spans) {
    const [top, bottom] = pixelsOf(row, grid.rows, now.height);
    const [left] = pixelsOf(first, grid.columns, now.width);
    const [, right] = pixelsOf(last, grid.columns, now.width);
    const counted = countMoved(now, before, { left, right, top, bottom, every: 1 });
    moved += counted.moved;
    all += counted.all;
  }
  return moved / Math.max(1, all);
}

/** Evidence that a region keeps still: it looked the same at two times. */
export interface Proof {
  readonly from: number;
  readonly at: number;
}

/** How long such evidence is valid, ms. A person may stand in front meanwhile. */
const proofMs = 8000;
/** A region is restless unless it looked the same for this share of its age, or for `mostAgeMs`. */
const leastProved = 0.6;
const mostAgeMs = 20_000;
/** Younger regions are not judged. */
const youngMs = 6000;

/** The better of the earlier evidence, if it is still valid, and the present one. */
export function withProof(before: Proof | null, now: Proof): Proof {
  const holds = before !== null && now.at - before.at <= proofMs;
  return holds && before.at - before.from > now.at - now.from ? before : now;
}

export function isRestless({ from, at: provedAt }: Proof, since: number, at: number): boolean {
  const age = at - since;
  return age >= youngMs && provedAt - from < leastProved * Math.min(age, mostAgeMs);
}

async function greyOf(picture: Picture, at: number): Promise<Grey> {
  const raw = { width: picture.width, height: picture.height, channels: 3 as const };
  const width = greyWidthOf(picture);
  const height = greyHeightOf(picture);
  const small = sharp(picture.rgb, { raw }).greyscale().resize(width, height, { fit: 'fill' });
  const luma = await small.blur(blur).toColourspace('b-w').raw().toBuffer();
  return { width, height, luma, at };
}

function isSameSize(a: Grey, b: Picture): boolean {
  return a.width === greyWidthOf(b) && a.height === greyHeightOf(b);
}

function greyWidthOf({ width }: Picture): number {
  return Math.min(greyWidth, width);
}

function greyHeightOf(picture: Picture): number {
  return Math.max(1, Math.round((greyWidthOf(picture) * picture.height) / picture.width));
}

/** First pixel of a row or column of cells, and the first one after it. */
function pixelsOf(cell: number, cells: number, pixels: number): [number, number] {
  return [Math.floor((cell * pixels) / cells), Math.floor(((cell + 1) * pixels) / cells)];
}

/** The motion of the median tile. */
function commonMotion(now: Grey, before: Grey): number {
  const shares = new Float32Array(tiles.columns * tiles.rows);
  for (let tile = 0; tile < shares.length; tile++) {
    const row = Math.floor(tile / tiles.columns);
    const column = tile % tiles.columns;
    const [top, bottom] = pixelsOf(row, tiles.rows, now.height);
    const [left, right] = pixelsOf(column, tiles.columns, now.width);
    const place = { left, right, top, bottom, every: tiles.every };
    const { moved, all } = countMoved(now, before, place);
    shares[tile] = moved / Math.max(1, all);
  }
  return medianOf(shares);
}

interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly every: number;
}

function countMoved(now: Grey, before: Grey, { left, right, top, bottom, every }: Place) {
  let moved = 0;
  let all = 0;
  for (let y = top; y < bottom; y += every)
    for (let x = left; x < right; x += every, all++) if (hasMoved(now, before, x, y)) moved++;
  return { moved, all };
}

/** Whether a pixel is outside the range of the former surrounding pixels, which tolerates a shift of one pixel by the camera. */
function hasMoved(now: Grey, { luma, width, height }: Grey, x: number, y: number): boolean {
  const value = now.luma[y * width + x]!;
  const enough = least.step + least.share * value;
  if (Math.abs(value - luma[y * width + x]!) <= enough) return false;
  let low = 255;
  let high = 0;
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      low = Math.min(low, luma[row * width + column]!);
      high = Math.max(high, luma[row * width + column]!);
    }
  return low - value > enough || value - high > enough;
}
