// Shapes as cells: boxes and spans, each with the cells whose centres it contains.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachStretch, shapeOfBox, shapeOfSpans, type Shape, type Span } from './shape.ts';
import { box } from '../testing/observations.ts';
import { slowCellsOfBox, slowCellsOfSpans } from '../testing/slow-raster.ts';

const grid = { columns: 4, rows: 4 };

function cellsOf(shape: Shape, columns = grid.columns): number[] {
  const cells: number[] = [];
  eachStretch(shape, (row, first, end) => {
    for (let column = first; column < end; column++) cells.push(row * columns + column);
  });
  return cells;
}

describe('shapeOfBox', () => {
  it.each([
    ['an empty box has no cells', box(0.5, 0.5, 0, 0), []],
    ['a sliver between centres has no cells', box(0.2, 0, 0.1, 1), []],
    ['a box has the cells whose centres it holds', box(0.25, 0.25, 0.5, 0.5), [5, 6, 9, 10]],
    ['a box at the edge ends with the picture', box(0.75, 0.75, 0.25, 0.25), [15]],
    ['a box that begins on a centre has that cell', box(0.125, 0.125, 0.25, 0.25), [0]],
    ['a box that reaches out of the picture is cut', box(0.75, -0.5, 3, 0.75), [3]],
  ])('%s', (_, given, cells) => {
    const shape = shapeOfBox(given, grid);
    expect(cellsOf(shape)).toEqual(cells);
    expect(shape.size).toBe(cells.length);
  });

  it('has exactly the cells whose centres are inside', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (x, y, width, height) => {
        const one = box(x, y, width, height);
        const shape = shapeOfBox(one, grid);
        expect(cellsOf(shape)).toEqual([...slowCellsOfBox(one, grid)]);
        expect(shape.size).toBe(cellsOf(shape).length);
      }),
    );
  });
});

describe('shapeOfSpans', () => {
  it.each<[string, Span[], number[]]>([
    ['no spans have no cells', [], []],
    ['both ends belong to a span', [[1, 1, 3]], [5, 6, 7]],
    [
      'spans that overlap count once',
      [
        [0, 0, 1],
        [0, 1, 2],
      ],
      [0, 1, 2],
    ],
    [
      'spans out of order are put in order',
      [
        [2, 0, 0],
        [1, 2, 2],
        [1, 0, 0],
      ],
      [4, 6, 8],
    ],
    [
      'a span within another adds nothing',
      [
        [0, 0, 3],
        [0, 1, 1],
      ],
      [0, 1, 2, 3],
    ],
    [
      'what lies beyond the grid is left out',
      [
        [-1, 0, 3],
        [1, -2, 0],
        [2, 3, 9],
        [4, 0, 3],
      ],
      [4, 11],
    ],
    ['a span that ends before it begins has no cells', [[1, 3, 1]], []],
  ])('%s', (_, spans, cells) => {
    const shape = shapeOfSpans(spans, grid);
    expect(cellsOf(shape)).toEqual(cells);
    expect(shape.size).toBe(cells.length);
  });

  it('knows its bounding rows and columns', () => {
    const spans: Span[] = [
      [1, 2, 2],
      [2, 1, 1],
    ];
    expect(shapeOfSpans(spans, grid)).toMatchObject({
      firstRow: 1,
      endRow: 3,
      firstColumn: 1,
      endColumn: 3,
    });
    expect(shapeOfSpans([], grid)).toMatchObject({
      size: 0,
      firstRow: 0,
      endRow: 0,
      firstColumn: 0,
      endColumn: 0,
    });
  });

  it('has the same cells as a set of cells', () => {
    const number = fc.integer({ min: -1, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 8 }), (spans) => {
        const cells = [...slowCellsOfSpans(spans, grid)].sort((a, b) => a - b);
        expect(cellsOf(shapeOfSpans(spans, grid))).toEqual(cells);
      }),
    );
  });
});
