// Finds the reference in the current picture. If the camera was turned, tilted or zoomed, one motion explains the displacement of all
// structure; passing or covering objects never have this effect. A grid search over turn, zoom and shift, refined around the best.
import type { Planes } from '../scene/planes.ts';
import { findFarShift } from './far-shift.ts';
import {
  similarityTable,
  texturedTiles,
  tileSide,
  type SimilarityTable,
  type Tile,
} from './tiles.ts';

/** The motion of a view: rotation and zoom about the picture's middle, then a shift. */
export interface Motion {
  /** In shares of the picture's sides, right and down positive: where the old picture lies now. */
  readonly shift: { readonly x: number; readonly y: number };
  /** Degrees, clockwise. */
  readonly turn: number;
  /** 1 for none. */
  readonly zoom: number;
  /** Mean correlation of the textured tiles at their new places, 0..1. */
  readonly similarity: number;
}

/** In pixels of the small picture: the search radius of each tile. */
const reach = 12;
/** The first grid of candidates; then finer around the best, halving these steps. */
const coarse = { turns: [-8, -4, 0, 4, 8], zooms: [0.86, 0.93, 1, 1.07, 1.15], step: 3 };
const halves = [
  { turn: 2, zoom: 0.035, step: 2 },
  { turn: 1, zoom: 0.018, step: 1 },
  { turn: 1, zoom: 0.018, step: 1 },
];
/** The structure must match this well at its new place, and this much better than at the old one. */
const leastSimilarity = 0.3;
const leastGain = 0.1;
/** Minimum mean displacement of the tiles, pixels: a swaying mast moves the picture by about one. */
const leastWay = 1.6;
/** The minimum number of textured tiles for a decision. */
const leastTiles = 6;
/** This share of the tiles must still be in the picture. */
const leastInside = 0.35;

/** @returns the motion; null if the view did not move, or nothing of it can be found */
export function findMotion(now: Planes, reference: Planes): Motion | null {
  const tiles = texturedTiles(reference);
  if (tiles.length < leastTiles || !mayHaveMoved(now, tiles)) return null;
  const near = similarityTable(now, tiles, { x: 0, y: 0 }, reach);
  const here = bestPose(near);
  const away = farPose(now, reference, tiles);
  const found = away && away.similarity > here.similarity ? away : here;
  const still = similarityAtRest(near, tilesInside(tiles, found, now));
  return isMotion(found, still, tiles) ? motionOf(found, now) : null;
}

/** A motion must match better than no motion by `leastGain`, and 1 is the maximum. Saves most searches in a still view. */
function mayHaveMoved(now: Planes, tiles: readonly Tile[]): boolean {
  const atRest = similarityTable(now, tiles, { x: 0, y: 0 }, 1);
  return similarityAtRest(atRest, [...tiles.keys()]) <= 1 - leastGain;
}

/** The best motion near a large shift; null when no shift is found. */
function farPose(now: Planes, reference: Planes, tiles: readonly Tile[]): Pose | null {
  const far = findFarShift(now, reference);
  return far && bestPose(similarityTable(now, tiles, far, reach));
}

interface Pose {
  readonly turn: number;
  readonly zoom: number;
  /** In pixels of the small picture. */
  readonly x: number;
  readonly y: number;
  readonly similarity: number;
}

/** Similarity at the old place of the tiles that the motion keeps in the picture. */
function similarityAtRest({ side, values }: SimilarityTable, inside: readonly number[]): number {
  const middle = (side - 1) / 2;
  let best = 0;
  for (const y of [-1, 0, 1])
    for (const x of [-1, 0, 1]) {
      let sum = 0;
      for (const index of inside) {
        const value = values[(index * side + middle + y) * side + middle + x]!;
        if (value > 0) sum += value;
      }
      best = Math.max(best, sum / Math.max(1, inside.length));
    }
  return best;
}

/** Indexes of the tiles that a pose keeps in the picture. */
function tilesInside(tiles: readonly Tile[], pose: Pose, { width, height }: Planes): number[] {
  const way = wayOf(pose);
  return [...tiles.keys()].filter((index) => {
    const tile = tiles[index]!;
    const { x, y } = way(tile);
    const left = tile.left + x;
    const top = tile.top + y;
    return left >= 0 && top >= 0 && left + tileSide <= width && top + tileSide <= height;
  });
}

/** By how much a pose displaces a tile, in pixels. */
function wayOf({ turn, zoom, x, y }: Pose): (tile: Tile) => { x: number; y: number } {
  const angle = (turn * Math.PI) / 180;
  const cos = zoom * Math.cos(angle) - 1;
  const sin = zoom * Math.sin(angle);
  return (tile) => ({ x: cos * tile.x - sin * tile.y + x, y: sin * tile.x + cos * tile.y + y });
}

function bestPose(table: SimilarityTable): Pose {
  const { around } = table;
  let best: Pose = { turn: 0, zoom: 1, ...around, similarity: 0 };
  for (const turn of coarse.turns)
    for (const zoom of coarse.zooms)
      best = bestShift(table, { turn, zoom, around, span: reach, step: coarse.step }, best);
  for (const { turn, zoom, step } of halves) {
    const { turn: middle, zoom: size, x, y } = best;
    for (const turned of [middle, middle - turn, middle + turn])
      for (const zoomed of [size, size - zoom, size + zoom]) {
        const search = { turn: turned, zoom: zoomed, around: { x, y }, span: step, step };
        best = bestShift(table, search, best);
      }
  }
  return best;
}

interface ShiftSearch {
  readonly turn: number;
  readonly zoom: number;
  readonly around: { readonly x: number; readonly y: number };
  readonly span: number;
  readonly step: number;
}

function bestShift(
  table: SimilarityTable,
  { turn, zoom, around, span, step }: ShiftSearch,
  known: Pose,
): Pose {
  let best = known;
  for (let y = around.y - span; y <= around.y + span; y += step)
    for (let x = around.x - span; x <= around.x + span; x += step) {
      const similarity = similarityOf(table, { turn, zoom, x, y });
      if (similarity > best.similarity) best = { turn, zoom, x, y, similarity };
    }
  return best;
}

/** Mean similarity of the tiles under this motion; 0 when most of them leave the picture. */
function similarityOf(
  { tiles, around, side, values }: SimilarityTable,
  { turn, zoom, x, y }: Omit<Pose, 'similarity'>,
): number {
  const angle = (turn * Math.PI) / 180;
  const cos = zoom * Math.cos(angle) - 1;
  const sin = zoom * Math.sin(angle);
  const middle = (side - 1) / 2;
  let sum = 0;
  let inside = 0;
  for (let index = 0; index < tiles.length; index++) {
    const tile = tiles[index]!;
    const column = Math.round(cos * tile.x - sin * tile.y + x - around.x) + middle;
    const row = Math.round(sin * tile.x + cos * tile.y + y - around.y) + middle;
    if (column < 0 || row < 0 || column >= side || row >= side) continue;
    const value = values[(index * side + row) * side + column]!;
    if (Number.isNaN(value)) continue;
    sum += Math.max(0, value);
    inside++;
  }
  return inside < Math.max(leastTiles, leastInside * tiles.length) ? 0 : sum / inside;
}

function isMotion(pose: Pose, still: number, tiles: readonly Tile[]): boolean {
  if (pose.similarity < leastSimilarity || pose.similarity < still + leastGain) return false;
  return meanWay(pose, tiles) >= leastWay;
}

function meanWay(pose: Pose, tiles: readonly Tile[]): number {
  const way = wayOf(pose);
  const sum = tiles.reduce((total, tile) => total + Math.hypot(way(tile).x, way(tile).y), 0);
  return sum / tiles.length;
}

function motionOf({ turn, zoom, x, y, similarity }: Pose, { width, height }: Planes): Motion {
  return { shift: { x: x / width, y: y / height }, turn, zoom, similarity };
}
