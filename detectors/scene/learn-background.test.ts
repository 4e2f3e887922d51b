// Learning the background from the first pictures of a drawn street, with passing and standing people and new objects.
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Picture } from '../frame.ts';
import {
  paintStreet,
  planesOf,
  withLight,
  withNoise,
  withThings,
  type Thing,
} from '../testing/paint-picture.ts';
import { lumaOf, type CellMemory } from './cell-memory.ts';
import { createLearner, learntFrom } from './learn-background.ts';

const street = paintStreet();
const place: Box = { x: 0.4, y: 0.5, width: 0.15, height: 0.25 };
const crate: Thing = { box: place, colour: [235, 70, 40] };
const man: Thing = { box: { x: 0.42, y: 0.4, width: 0.1, height: 0.35 }, colour: [15, 15, 20] };
const minCells = 8;

interface Shot {
  things?: Thing[];
  people?: Box[];
  light?: number;
}

function shown({ things = [], light = 1 }: Shot): Picture {
  return withLight(withThings(street, things), () => light);
}

/** Pictures two seconds apart. */
function learn(shots: readonly Shot[]): CellMemory {
  const pictures = shots.map((shot, index) => ({
    planes: planesOf(withNoise(shown(shot), 4, index + 1)),
    people: shot.people ?? [],
    at: index * 2000,
  }));
  return learntFrom(pictures, minCells);
}

function cellsOf({ columns, rows }: CellMemory, box: Box): number[] {
  const cells: number[] = [];
  for (let row = Math.ceil(box.y * rows) + 1; row < (box.y + box.height) * rows - 2; row++)
    for (
      let column = Math.ceil(box.x * columns) + 1;
      column < (box.x + box.width) * columns - 2;
      column++
    )
      cells.push(row * columns + column);
  return cells;
}

/** The share of a place where the background equals the picture. */
function shareLike(memory: CellMemory, box: Box, picture: Picture): number {
  const planes = planesOf(picture);
  const cells = cellsOf(memory, box);
  const alike = cells.filter(
    (cell) => Math.abs(lumaOf(planes, cell) - lumaOf(memory.background, cell)) < 0.25,
  );
  return alike.length / cells.length;
}

/** Since when most of a place has shown a settled object; 0 for none. */
function timeOf(memory: CellMemory, box: Box): number {
  const times = cellsOf(memory, box).map((cell) => memory.settled.since[cell]!);
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

describe('the background', () => {
  it('is the street when nothing happens', () => {
    const memory = learn([{}, {}, {}, {}]);
    expect(shareLike(memory, place, street)).toBe(1);
    expect(memory.settled.since.every((since) => since === 0)).toBe(true);
  });

  it.each([2, 3])('excludes a crate that is put down before picture %i of four', (from) => {
    const shots = [0, 1, 2, 3].map((index) => ({ things: index >= from ? [crate] : [] }));
    const memory = learn(shots);
    expect(shareLike(memory, place, street)).toBeGreaterThan(0.9);
  });

  it('has the time since when that crate is there', () => {
    const memory = learn([{}, {}, { things: [crate] }, { things: [crate] }]);
    expect(timeOf(memory, place)).toBe(4000);
  });

  it('includes a crate that is there from the first picture on', () => {
    const memory = learn([{ things: [crate] }, { things: [crate] }, { things: [crate] }]);
    expect(shareLike(memory, place, shown({ things: [crate] }))).toBe(1);
    expect(timeOf(memory, place)).toBe(0);
  });

  it('is the street where a person stood in the first pictures and left', () => {
    const memory = learn([{ things: [man] }, { things: [man] }, {}, {}]);
    expect(shareLike(memory, man.box, street)).toBeGreaterThan(0.9);
    expect(timeOf(memory, man.box)).toBe(0);
  });

  it('is the street where a person stands in all pictures but the second', () => {
    const shots = [{ things: [man] }, {}, { things: [man] }, { things: [man] }];
    const memory = learn(shots);
    expect(shareLike(memory, man.box, street)).toBeGreaterThan(0.9);
    expect(timeOf(memory, man.box)).toBe(4000);
  });

  it('is the crate where a person passes in front of it', () => {
    const passer = { ...man, box: { ...man.box, x: 0.44 } };
    const shots = [[crate], [crate, passer], [crate], [crate]].map((things) => ({ things }));
    const memory = learn(shots);
    expect(shareLike(memory, place, shown({ things: [crate] }))).toBeGreaterThan(0.95);
    expect(timeOf(memory, place)).toBe(0);
  });

  it('is the street when the light is switched during learning', () => {
    const memory = learn([{ light: 0.6 }, {}, {}, {}]);
    expect(memory.settled.since.filter((since) => since > 0)).toHaveLength(0);
    expect(shareLike(memory, place, street)).toBe(1);
  });

  it('excludes a crate that came when the light was switched', () => {
    const memory = learn([
      { light: 0.6 },
      { light: 0.6 },
      { things: [crate] },
      { things: [crate] },
    ]);
    expect(shareLike(memory, place, street)).toBeGreaterThan(0.9);
  });
});

describe('createLearner', () => {
  const picture = (at: number) => ({ planes: planesOf(street), people: [], at });

  it('waits for three pictures over five and a half seconds', () => {
    const learner = createLearner(minCells);
    expect([0, 2000, 4000].map((at) => learner(picture(at)))).toEqual([null, null, null]);
    expect(learner(picture(6000))).not.toBeNull();
  });

  it('does not end earlier with many pictures, or with only two', () => {
    const hurried = createLearner(minCells);
    for (let at = 0; at < 5000; at += 200) expect(hurried(picture(at))).toBeNull();
    const slow = createLearner(minCells);
    expect([0, 60_000].map((at) => slow(picture(at)))).toEqual([null, null]);
    expect(slow(picture(120_000))).not.toBeNull();
  });
});
