// The most common content of the first pictures: the median of each cell over the pictures without a person there. Pure.
import type { Box } from '../../contracts/index.ts';
import { copyCell, lumaOf } from './cell-memory.ts';
import { medianPlanes, type Planes } from './planes.ts';
import { learningNumbers } from './numbers.ts';

const { reach, same } = learningNumbers;

export interface LearntPicture {
  readonly planes: Planes;
  /** Boxes of the people in it. */
  readonly people: readonly Box[];
  /** Boxes of the vehicles in it. */
  readonly vehicles?: readonly Box[];
  readonly at: number;
}

/** @param pictures at least one, in order of time */
export function mostlyShown(pictures: readonly LearntPicture[]): Planes {
  const most = medianPlanes(pictures.map(({ planes }) => planes));
  followLast(most, pictures);
  for (const [without, cells] of cellsByPictures(pictures)) {
    const vacant = pictures.filter((_, index) => !without.includes(index));
    if (vacant.length === 0) continue;
    const median = medianPlanes(vacant.map(({ planes }) => planes));
    for (const cell of cells) copyCell(median, most, cell);
  }
  return most;
}

/** When two contents are equally frequent, the median would mix them; then the content of the last two pictures is used. */
function followLast(most: Planes, pictures: readonly LearntPicture[]): void {
  const [before, last] = pictures.slice(-2).map(({ planes }) => planes);
  if (!before || !last) return;
  for (let cell = 0; cell < most.red.length; cell++) {
    const now = lumaOf(last, cell);
    const isNew = Math.abs(now - lumaOf(most, cell)) >= same;
    if (isNew && Math.abs(now - lumaOf(before, cell)) < same) copyCell(last, most, cell);
  }
}

/** Groups cells by the pictures in which people stood there. */
function cellsByPictures(pictures: readonly LearntPicture[]): [readonly number[], number[]][] {
  const standing = new Map<number, number[]>();
  pictures.forEach(({ planes, people }, index) => {
    const columns = planes.width >> 1;
    const rows = planes.height >> 1;
    const cells = new Set(people.flatMap((box) => cellsAround(box, columns, rows)));
    for (const cell of cells) standing.set(cell, [...(standing.get(cell) ?? []), index]);
  });
  const groups = new Map<string, [readonly number[], number[]]>();
  for (const [cell, without] of standing) {
    const group = groups.get(without.join()) ?? [without, []];
    group[1].push(cell);
    groups.set(without.join(), group);
  }
  return [...groups.values()];
}

function cellsAround({ x, y, width, height }: Box, columns: number, rows: number): number[] {
  const left = Math.max(0, Math.floor((x - reach.side * width) * columns));
  const right = Math.min(columns, Math.ceil((x + (1 + reach.side) * width) * columns));
  const bottom = Math.min(rows, Math.ceil((y + (1 + reach.below) * height) * rows));
  const cells: number[] = [];
  for (let row = Math.max(0, Math.floor(y * rows)); row < bottom; row++)
    for (let column = left; column < right; column++) cells.push(row * columns + column);
  return cells;
}
