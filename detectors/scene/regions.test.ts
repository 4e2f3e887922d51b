// Regions drawn as maps, in which '#' is a marked cell; then measures and verdicts on drawn pictures.
import { describe, expect, it } from 'vitest';
import {
  paintStreet,
  planesOf,
  withLight,
  withThings,
  type Colour,
} from '../testing/paint-picture.ts';
import type { Picture } from '../frame.ts';
import { evenPlanes, withCells } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import { judgeRegion } from './judge-region.ts';
import { findRegions, measureRegion, type RegionMeasures } from './regions.ts';

function cellsOf(map: readonly string[]): Uint8Array {
  return Uint8Array.from(Array.from(map.join(''), (mark) => (mark === '#' ? 1 : 0)));
}

function regionsOf(map: readonly string[], minCells = 1) {
  const cells = { marked: cellsOf(map), weak: weakIn(map) };
  return findRegions(cells, map[0]?.length ?? 1, minCells);
}

/** '+' is a weak cell. */
function weakIn(map: readonly string[]): Uint8Array {
  return Uint8Array.from(Array.from(map.join(''), (mark) => (mark === '+' ? 1 : 0)));
}

describe('findRegions', () => {
  it('finds none without marked cells', () => {
    expect(regionsOf(['......', '......', '......'])).toEqual([]);
    const none = { marked: new Uint8Array(), weak: new Uint8Array() };
    expect(findRegions(none, 1, 1)).toEqual([]);
  });

  it('gives the inclusive bounds of a region, and its cells in order', () => {
    const [region] = regionsOf(['......', '..##..', '..##..', '......']);
    expect(region).toMatchObject({ left: 2, top: 1, right: 3, bottom: 2 });
    expect(region!.cells).toEqual(region!.cells.toSorted((a, b) => a - b));
    expect(region!.cells).toEqual(expect.arrayContaining([8, 9, 14, 15]));
  });

  it('joins cells that touch at a corner', () => {
    expect(regionsOf(['##....', '##....', '..##..', '..##..'])).toHaveLength(1);
  });

  it('closes a gap of one cell', () => {
    const [region, ...others] = regionsOf([
      '.........',
      '.###.###.',
      '.###.###.',
      '.###.###.',
      '.........',
    ]);
    expect(others).toEqual([]);
    expect(region!.cells).toContain(2 * 9 + 4);
  });

  it('fills a hole of one cell', () => {
    const [region] = regionsOf(['.....', '.###.', '.#.#.', '.###.', '.....']);
    expect(region!.cells).toContain(12);
  });

  it('does not join cells that are farther apart', () => {
    const map = ['###......', '###......', '###...###', '......###', '......###'];
    const regions = regionsOf(map);
    expect(regions).toHaveLength(2);
    const [first, second] = regions.map(({ cells }) => new Set(cells));
    expect([...first!].filter((cell) => second!.has(cell))).toEqual([]);
  });

  it('does not join over the edge of the picture', () => {
    expect(regionsOf(['.....##', '.....##', '##.....', '##.....'])).toHaveLength(2);
  });

  it('drops specks, counting only marked cells', () => {
    const map = ['.......', '.##....', '.##..#.', '.......'];
    expect(regionsOf(map, 4)).toHaveLength(1);
    expect(regionsOf(map, 5)).toHaveLength(0);
  });

  it('includes weak cells around marked ones, so that parts of one object are one region', () => {
    const map = ['..........', '.##+++##..', '.##+++##..', '.....++...', '..........'];
    const [region, ...others] = regionsOf(map);
    expect(others).toEqual([]);
    expect(region!.cells).toEqual(expect.arrayContaining([13, 14, 15, 35]));
  });

  it('does not include weak cells far away, or weak cells alone', () => {
    const [region] = regionsOf(['##++++++++', '##++++++++']);
    expect(region).toMatchObject({ left: 0, right: 5 });
    expect(regionsOf(['++++++', '++++++'])).toEqual([]);
    expect(regionsOf(['#+++++', '++++++'], 8)).toEqual([]);
  });

  it('drops a few marked cells among many weak ones, as at the edge of a cloud', () => {
    const sea = ['++++++++', '+++##+++', '+++##+++', '++++++++', '++++++++'];
    expect(regionsOf(sea, 8)).toEqual([]);
    expect(regionsOf(['........', '+++##+++', '...##+..', '........'], 8)).toHaveLength(1);
    expect(regionsOf(sea, 4)).toHaveLength(1);
  });

  it('finds one region when the whole picture is marked', () => {
    const [region] = regionsOf(['###', '###']);
    expect(region).toMatchObject({ left: 0, top: 0, right: 2, bottom: 1 });
    expect(region!.cells).toHaveLength(6);
  });
});

const box = { x: 0.4, y: 0.4, width: 0.2, height: 0.3 };
const street = paintStreet();
const thing = (colour: Colour, pattern = 12) => withThings(street, [{ box, colour, pattern }]);
const shadow = (level: number) =>
  withLight(street, (x, y) =>
    x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height ? level : 1,
  );

/** Measures the box as a settled region: `now` settled on the background `before`. */
function measure(before: Picture, now: Picture): RegionMeasures {
  const memory = createCellMemory(planesOf(before));
  for (const plane of ['luma', 'red', 'blue'] as const)
    memory.settled.planes[plane].set(planesOf(now)[plane]);
  const marked = new Uint8Array(80 * 44);
  for (let row = 18; row < 31; row++) marked.fill(1, row * 80 + 32, row * 80 + 48);
  marked.forEach((mark, cell) => (memory.settled.since[cell] = mark));
  const [region] = findRegions({ marked, weak: new Uint8Array(marked.length) }, 80, 1);
  return measureRegion(region!, memory);
}

describe('judgeRegion', () => {
  const rows: [string, Picture, Picture, ReturnType<typeof judgeRegion>][] = [
    ['a red thing', street, thing([180, 60, 50]), 'appeared'],
    ['a dark thing', street, thing([25, 25, 30]), 'appeared'],
    ['a white thing', street, thing([240, 240, 240]), 'appeared'],
    ['a thing that was there from the start and left', thing([180, 60, 50]), street, 'ghost'],
    ['a white thing that left', thing([240, 240, 240]), street, 'ghost'],
    ['a shadow', street, shadow(0.6), 'light'],
    ['a patch of sun', street, shadow(1.5), 'light'],
    ['a shadow that went', shadow(0.6), street, 'light'],
    ['no change', street, street, 'light'],
  ];
  it.each(rows)('judges %s', (_, before, now, verdict) => {
    expect(judgeRegion(measure(before, now), true)).toBe(verdict);
  });

  it('never accepts a third of the picture as an object', () => {
    const measures = measure(street, thing([180, 60, 50]));
    expect(judgeRegion({ ...measures, area: 0.3 }, true)).toBe('appeared');
    expect(judgeRegion({ ...measures, area: 0.4 }, true)).toBe('too-large');
  });
});

describe('measureRegion', () => {
  it('finds the outline in the picture with the object', () => {
    const came = measure(street, thing([180, 60, 50]));
    expect(came.outlineNow).toBeGreaterThan(2 * came.outlineBefore);
    const left = measure(thing([180, 60, 50]), street);
    expect(left.outlineBefore).toBeGreaterThan(2 * left.outlineNow);
  });

  it('finds the same structure under a shadow, and other structure at an object', () => {
    expect(measure(street, shadow(0.6)).similarity).toBeGreaterThan(0.8);
    expect(Math.abs(measure(street, thing([180, 60, 50], 30)).similarity)).toBeLessThan(0.5);
  });

  it('measures the change of luma in octaves', () => {
    const memory = createCellMemory(planesOf(street));
    memory.settled.planes.luma.set(memory.background.luma.map((luma) => luma - 0.5));
    memory.settled.since.fill(1);
    const region = { cells: [100, 101, 180, 181], left: 20, top: 1, right: 21, bottom: 2 };
    expect(measureRegion(region, memory).lumaChange).toBeCloseTo(-0.5, 3);
  });

  it('ignores edges of the background at weak cells next to the object', () => {
    const at = (column: number, row: number) => row * 12 + column;
    const every = (left: number, right: number, top: number, bottom: number) =>
      Array.from({ length: 144 }, (_, cell) => cell).filter(
        (cell) =>
          cell % 12 >= left && cell % 12 <= right && cell >= at(0, top) && cell < at(0, bottom + 1),
      );
    const kerb = withCells(evenPlanes(24, 24), every(8, 8, 0, 11), { luma: 5 });
    const memory = createCellMemory(kerb);
    const marked = new Uint8Array(144);
    const weak = new Uint8Array(144);
    for (const cell of every(3, 6, 3, 8)) memory.settled.since[cell] = marked[cell] = 1;
    memory.settled.planes.luma.set(withCells(kerb, every(3, 6, 3, 8), { luma: 6.7 }).luma);
    for (const cell of every(1, 10, 1, 10))
      if (marked[cell] === 0 && cell % 12 !== 8) [weak[cell], memory.doubt[cell]] = [1, 0.8];
    const [region] = findRegions({ marked, weak }, 12, 1);
    expect(region!.cells.length).toBeGreaterThan(60);
    const { outlineNow, outlineBefore } = measureRegion(region!, memory);
    expect(outlineNow).toBeGreaterThan(1.5 * outlineBefore);
  });

  it('gives zeros for a region without settled cells', () => {
    const memory = createCellMemory(planesOf(street));
    const region = { cells: [5], left: 5, top: 0, right: 5, bottom: 0 };
    expect(measureRegion(region, memory)).toMatchObject({
      outlineNow: 0,
      outlineBefore: 0,
      lumaChange: 0,
      chromaChange: 0,
      similarity: 0,
    });
  });
});
