// Keeps the places of people in the last minute. If a new region claims to be old, but people covered its place for most of that time, it
// counts from when they left. Takes the people of each picture in order of time.
import type { Box, Observation, StaticRegion } from '../contracts/index.ts';

type Spans = StaticRegion['spans'];
type Grid = Observation['grid'];

export interface PeopleNow {
  readonly at: number;
  readonly grid: Grid;
  readonly boxes: readonly Box[];
  /** The regions that are people. */
  readonly regions: readonly Spans[];
}

export interface PlacesOfPeople {
  readonly observe: (people: PeopleNow) => void;
  /** When people last covered a place, epoch ms, if they covered it for most of the time since `since`; else 0. */
  readonly coveredUntil: (place: { readonly spans: Spans; readonly since: number }) => number;
}

/** Minimum interval and maximum age of the kept pictures. */
const apartMs = 1800;
const keptMs = 60_000;
/** People cover a place when they cover this share of it, */
const leastCover = 0.5;
/** and cover it for most of the time when they do so in this share of the pictures. */
const mostly = 0.6;
/** Minimum number of pictures for a result. */
const leastPictures = 3;

interface Covered {
  readonly at: number;
  readonly grid: Grid;
  /** 1 for a cell with people. */
  readonly cells: Uint8Array;
}

export function createPlacesOfPeople(): PlacesOfPeople {
  let kept: Covered[] = [];
  const observe = (people: PeopleNow): void => {
    const { at } = people;
    kept = kept.filter((one) => at - one.at <= keptMs && one.at < at);
    if (at - (kept.at(-1)?.at ?? -Infinity) >= apartMs) kept.push(coveredBy(people));
  };
  const coveredUntil: PlacesOfPeople['coveredUntil'] = ({ spans, since }) => {
    const pictures = kept.filter(({ at }) => at >= since);
    const covered = pictures.filter((one) => coverOf(one, spans) >= leastCover);
    const isMostly = pictures.length >= leastPictures && covered.length >= mostly * pictures.length;
    return isMostly ? covered.at(-1)!.at : 0;
  };
  return { observe, coveredUntil };
}

function coveredBy({ at, grid, boxes, regions }: PeopleNow): Covered {
  const cells = new Uint8Array(grid.columns * grid.rows);
  const mark = ([row, first, last]: Spans[number]) =>
    cells.fill(1, row * grid.columns + first, row * grid.columns + last + 1);
  for (const spans of [...regions, ...boxes.map((box) => spansOf(box, grid))]) spans.forEach(mark);
  return { at, grid, cells };
}

/** The cells whose centre is in a box. */
function spansOf({ x, y, width, height }: Box, { columns, rows }: Grid): Spans {
  const first = Math.max(0, Math.ceil(x * columns - 0.5));
  const last = Math.min(columns, Math.ceil((x + width) * columns - 0.5)) - 1;
  const top = Math.max(0, Math.ceil(y * rows - 0.5));
  const bottom = Math.min(rows, Math.ceil((y + height) * rows - 0.5)) - 1;
  const spans: [number, number, number][] = [];
  if (first <= last) for (let row = top; row <= bottom; row++) spans.push([row, first, last]);
  return spans;
}

function coverOf({ grid, cells }: Covered, spans: Spans): number {
  let covered = 0;
  let all = 0;
  for (const [row, first, last] of spans)
    for (let column = first; column <= last; column++, all++)
      covered += cells[row * grid.columns + column] ?? 0;
  return covered / Math.max(1, all);
}
