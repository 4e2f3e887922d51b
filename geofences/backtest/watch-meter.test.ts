// The share of a fence that the detector was not given, over a log whose views changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import { aFence, wholePicture } from '../testing/fences.ts';
import { box } from '../testing/observations.ts';
import { createWatchMeter } from './watch-meter.ts';

const left = box(0, 0, 0.5, 1);
const right = box(0.5, 0, 0.5, 1);
const all = box(0, 0, 1, 1);

type Part = readonly [observations: number, watched: readonly Box[] | null];
function shareOf(parts: readonly Part[], fence = aFence()): number | null {
  const meter = createWatchMeter([fence]);
  for (const [observations, watched] of parts) meter.add(observations, watched);
  const found = meter.end();
  return found && (found[0]?.share ?? 0);
}

describe('the unwatched share of a fence', () => {
  it.each<[string, readonly Part[], number | null]>([
    ['is not known of an empty log', [], null],
    ['is not known where no block says', [[10, null]], null],
    ['is not known of no observations', [[0, [left]]], null],
    ['is nothing when all of the picture was watched', [[10, [all]]], 0],
    ['is nothing when views cover it together', [[10, [left, right]]], 0],
    ['is all of it when the detector was given nothing', [[10, []]], 1],
    ['is what lies outside the views', [[10, [left]]], 0.5],
    ['counts what overlaps once', [[10, [left, box(0.25, 0, 0.25, 1)]]], 0.5],
    [
      'is the average of the observations',
      [
        [30, [left]],
        [10, [all]],
      ],
      0.375,
    ],
    [
      'leaves out what is not known',
      [
        [10, [left]],
        [70, null],
        [10, [all]],
      ],
      0.25,
    ],
    [
      'is the same in whatever portions it is told',
      [
        [5, [left]],
        [10, [all]],
        [5, [{ ...left }]],
      ],
      0.25,
    ],
  ])('%s', (_, parts, share) => {
    expect(shareOf(parts)).toBe(share);
  });

  it('is measured in the polygon without its holes', () => {
    const hole: [number, number][] = [
      [0.5, 0],
      [1, 0],
      [1, 1],
      [0.5, 1],
    ];
    expect(shareOf([[1, [left]]], aFence({ holes: [hole] }))).toBe(0);
    expect(shareOf([[1, [left]]], aFence({ polygon: hole }))).toBe(1);
  });

  it('of a fence as thin as a line is zero, not NaN', () => {
    const polygon: [number, number][] = [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.5, 0.1],
    ];
    expect(shareOf([[1, [right]]], aFence({ polygon }))).toBe(0);
  });

  it('names only the affected fences, in their order', () => {
    const fences = [
      aFence({ id: 'both', polygon: wholePicture }),
      aFence({
        id: 'seen',
        polygon: [
          [0, 0],
          [0.4, 0],
          [0.2, 0.5],
        ],
      }),
      aFence({
        id: 'unseen',
        polygon: [
          [0.6, 0],
          [1, 0],
          [0.8, 0.5],
        ],
      }),
    ];
    const meter = createWatchMeter(fences);
    meter.add(3, [left]);
    expect(meter.end()).toEqual([
      { fenceId: 'both', share: 0.5 },
      { fenceId: 'unseen', share: 1 },
    ]);
  });

  it('grows when less is watched', () => {
    const part = fc.double({ min: 0, max: 0.5, noNaN: true });
    const boxes = fc.array(
      fc.tuple(part, part, part, part).map((sides) => box(...sides)),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(boxes, (views) => {
        const shares = [views, views.slice(1), []].map((watched) => shareOf([[1, watched]])!);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares.at(-1)).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});
