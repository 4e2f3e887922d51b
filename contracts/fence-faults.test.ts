// Contradictions within a fence: every row has one fault, at its path.
import { describe, expect, it } from 'vitest';
import { fenceFaults } from './fence-faults.ts';
import type { Hours } from './calendar.ts';
import type { Polygon } from './geometry.ts';

const square = (from: number, to: number): Polygon => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
];
const polygon = square(0.2, 0.8);
const hours = (from: string, to: string): Hours => ({ days: ['mon'], from, to });
const holiday = (...dates: string[]) => ({ dates, hours: [] });
const day = [hours('08:00', '12:00'), hours('11:00', '13:00')];
type Fence = Parameters<typeof fenceFaults>[0];

describe('a fence', () => {
  it.each<[string, Partial<Fence>]>([
    ['without settings', {}],
    ['with a hole inside', { holes: [square(0.4, 0.6)] }],
    ['with a smallest size below the largest', { size: { minWidth: 0.1, maxWidth: 0.2 } }],
    ['with equal limits', { size: { minArea: 0.1, maxArea: 0.1 } }],
    ['with hours that touch', { schedule: [hours('08:00', '12:00'), hours('12:00', '13:00')] }],
    ['with exceptions on two dates', { exceptions: [holiday('2026-10-01', '2026-10-02')] }],
  ])('%s has no fault', (_, part) => {
    expect(fenceFaults({ polygon, ...part })).toEqual([]);
  });

  it.each<[string, Partial<Fence>, (string | number)[]]>([
    ['a hole outside', { holes: [square(0.4, 0.6), square(0.85, 0.9)] }, ['holes', 1]],
    [
      'a largest width below the smallest',
      { size: { minWidth: 0.3, maxWidth: 0.2 } },
      ['size', 'maxWidth'],
    ],
    [
      'a smallest area above the picture',
      { size: { minArea: 0.5, maxArea: 0.4 } },
      ['size', 'maxArea'],
    ],
    ['overlapping hours', { schedule: day }, ['schedule', 1]],
    [
      'overlapping hours of a permit',
      { permits: [{}, { hours: day }] },
      ['permits', 1, 'hours', 1],
    ],
    [
      'overlapping hours of an exception',
      { exceptions: [{ dates: ['2026-10-01'], hours: day }] },
      ['exceptions', 0, 'hours', 1],
    ],
    [
      'a date in two exceptions',
      { exceptions: [holiday('2026-10-01'), holiday('2026-10-02', '2026-10-01')] },
      ['exceptions', 1, 'dates', 1],
    ],
  ])('with %s has one fault, at its path', (_, part, path) => {
    expect(fenceFaults({ polygon, ...part }).map((fault) => fault.path)).toEqual([path]);
  });

  it('names the earlier place of a repeated date', () => {
    const exceptions = [holiday('2026-10-01'), holiday('2026-10-01')];
    expect(fenceFaults({ polygon, exceptions })[0]?.message).toBe(
      'expected a date that is named once, got "2026-10-01", which is exceptions[0].dates[0] as well',
    );
  });

  it('gives all faults at once, in the order of its settings', () => {
    const fence = { polygon, size: { minWidth: 0.3, maxWidth: 0.2 }, schedule: day };
    expect(fenceFaults(fence).map(({ path }) => path[0])).toEqual(['size', 'schedule']);
  });
});
