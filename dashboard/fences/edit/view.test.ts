// The visible part of the picture: zoom and shift stay within it, and conversions between screen and picture agree.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  centreOf,
  mostZoom,
  panBy,
  toPicture,
  toScreen,
  viewShowing,
  wholeView,
  zoomAt,
} from './view.ts';

const size = { width: 800, height: 450 };

describe('the whole picture', () => {
  test('lies on the whole area', () => {
    expect(toScreen(wholeView, size, [0, 0])).toEqual([0, 0]);
    expect(toScreen(wholeView, size, [1, 1])).toEqual([800, 450]);
    expect(centreOf(wholeView)).toEqual([0.5, 0.5]);
  });

  test('cannot be moved or made smaller', () => {
    expect(panBy(wholeView, [0.3, -0.3])).toEqual(wholeView);
    expect(zoomAt(wholeView, 0.5, [0.2, 0.2])).toEqual(wholeView);
  });
});

describe('zooming', () => {
  test('keeps the point under the pointer in place', () => {
    const anchor = [0.3, 0.6] as [number, number];
    const before = toScreen(wholeView, size, anchor);
    const after = toScreen(zoomAt(wholeView, 2, anchor), size, anchor);
    expect(after[0]).toBeCloseTo(before[0]);
    expect(after[1]).toBeCloseTo(before[1]);
  });

  test('ends at the greatest zoom', () => {
    expect(zoomAt(wholeView, 100, [0.5, 0.5]).zoom).toBe(mostZoom);
  });

  test('in and out again shows the whole picture', () => {
    const near = zoomAt(wholeView, 3, [0.9, 0.1]);
    expect(zoomAt(near, 0.1, [0.9, 0.1])).toEqual(wholeView);
  });
});

describe('the shown part', () => {
  const near = zoomAt(wholeView, 4, [0.5, 0.5]);

  test('stays when the point is well inside it', () => {
    expect(viewShowing(near, [0.5, 0.5])).toEqual(near);
  });

  test.each([
    ['at the left', [0.1, 0.5]],
    ['at the lower right', [0.95, 0.99]],
    ['in the corner', [0, 0]],
  ] as [string, [number, number]][])('moves to a point %s', (_, point) => {
    const [x, y] = toScreen(viewShowing(near, point), size, point);
    expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
  });

  test('never leaves the picture, and conversions are exact, after any sequence of changes', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const factor = fc.double({ min: 0.2, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, share, share), { maxLength: 8 }), (moves) => {
        const view = moves.reduce(
          (old, [by, x, y]) => panBy(zoomAt(old, by, [x, y]), [x - 0.5, y - 0.5]),
          wholeView,
        );
        expect(view.x >= 0 && view.x + 1 / view.zoom <= 1 + 1e-9).toBe(true);
        expect(view.y >= 0 && view.y + 1 / view.zoom <= 1 + 1e-9).toBe(true);
        const [x, y] = toPicture(view, size, toScreen(view, size, [0.25, 0.75]));
        expect(x).toBeCloseTo(0.25);
        expect(y).toBeCloseTo(0.75);
      }),
      { numRuns: 100 },
    );
  });
});
