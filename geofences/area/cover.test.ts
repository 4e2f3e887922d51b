// Bit sets of cells: any run in a row, also across words.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCover } from './cover.ts';
import { shapeOfSpans, type Span } from './shape.ts';

const grid = { columns: 100, rows: 2 };
const all = new Uint8Array(200).fill(1);
const shape = (...spans: Span[]) => shapeOfSpans(spans, grid);

describe('a cover', () => {
  it('of nothing has no counts', () => {
    expect(createCover(all, grid)([])).toEqual([]);
  });

  it.each<[string, Span[], number]>([
    ['one cell', [[0, 31, 31]], 1],
    ['a whole word', [[0, 32, 63]], 32],
    ['over the end of a word', [[1, 30, 33]], 4],
    ['over three words', [[0, 31, 64]], 34],
    ['a whole row', [[1, 0, 99]], 100],
    [
      'all rows',
      [
        [0, 0, 99],
        [1, 0, 99],
      ],
      200,
    ],
  ])('has %s', (_, spans, count) => {
    expect(createCover(all, grid)([shape(...spans)])).toEqual([count]);
  });

  it('counts only cells of the fence', () => {
    const every3rd = all.map((_, cell) => (cell % 3 === 0 ? 1 : 0));
    expect(createCover(every3rd, grid)([shape([0, 0, 99])])).toEqual([34]);
    expect(createCover(new Uint8Array(200), grid)([shape([0, 0, 99])])).toEqual([0]);
  });

  it('counts what a set of cells counts', () => {
    const span = fc
      .tuple(fc.nat(1), fc.nat(99), fc.nat(99))
      .map(([row, a, b]): Span => [row, Math.min(a, b), Math.max(a, b)]);
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
        const cells = new Set<number>();
        const expected = spans.map(([row, first, last]) => {
          for (let column = first; column <= last; column++) cells.add(row * 100 + column);
          return cells.size;
        });
        expect(createCover(all, grid)(spans.map((one) => shape(one)))).toEqual(expected);
      }),
    );
  });
});
