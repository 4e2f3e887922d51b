// Invalid drafts of fences: each is refused at the right path, with the expected and the actual value, and quickly even when it is
// huge.
import { describe, expect, it } from 'vitest';
import { describeFaults, faultsOf } from './faults.ts';
import { fenceFileSchema } from './fence.ts';
import { unknownKind } from './kind-faults.ts';

const square = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
];
const good = { id: 'exit', camera: 'gate', kind: 'blocked-fire-exit', polygon: square };
const round = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return [0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)];
  });

function faults(extra: object): string {
  const { error } = fenceFileSchema.safeParse({ ...good, ...extra }, { reportInput: true });
  return error ? describeFaults(faultsOf(error)) : '';
}

describe('a draft', () => {
  it('that is valid has no fault', () => {
    const holes = [square.map(([x = 0, y = 0]) => [x / 2 + 0.25, y / 2 + 0.25])];
    const schedule = [{ from: '22:00', to: '06:00' }];
    expect(faults({ holes, schedule, polygon: round(200) })).toBe('');
  });

  it.each<[string, object, string]>([
    ['nothing at all', { polygon: undefined }, 'polygon: expected array, got nothing'],
    [
      'an outline that crosses itself',
      { polygon: [square[0], square[2], square[1], square[3]] },
      'polygon: polygon crosses itself: the edge after point 0 meets the edge after point 2',
    ],
    ['two points', { polygon: square.slice(2) }, 'polygon: a polygon needs at least 3 points'],
    [
      'a point outside the picture',
      { polygon: [...square.slice(1), [-0.1, 0.5]] },
      'polygon[3][0]: expected number to be >=0, got -0.1',
    ],
    [
      'a point that is no number',
      { polygon: [...square.slice(1), ['left', 0.5]] },
      'polygon[3][0]: expected number, got "left"',
    ],
    [
      'one point too many',
      { polygon: round(201) },
      'polygon: a polygon may have at most 200 points, got 201',
    ],
    ['a kind that is none', { kind: 'parking' }, `kind: ${unknownKind('parking')}`],
    [
      'a hole outside',
      {
        holes: [
          [
            [0.3, 0.3],
            [0.4, 0.3],
            [0.4, 0.4],
          ],
          [
            [0.7, 0.7],
            [0.9, 0.7],
            [0.9, 0.9],
          ],
        ],
      },
      'holes[1]: expected a hole within the polygon, got one that leaves it near [0.850, 0.700]',
    ],
    [
      'a hole that crosses itself',
      {
        holes: [
          [
            [0.3, 0.3],
            [0.4, 0.4],
            [0.4, 0.3],
            [0.3, 0.4],
          ],
        ],
      },
      'holes[0]: polygon crosses itself: the edge after point 0 meets the edge after point 2',
    ],
    [
      'hours that overlap',
      {
        schedule: [
          { days: ['mon'], from: '08:00', to: '20:00' },
          { days: ['mon', 'sun'], from: '18:00', to: '22:00' },
        ],
      },
      'schedule[1]: expected hours apart from number 0 of the list, got hours that share mon 18:00 to 20:00 with it',
    ],
    [
      'hours that overlap over midnight',
      {
        schedule: [
          { days: ['fri'], from: '22:00', to: '06:00' },
          { days: ['sat'], from: '05:00', to: '07:00' },
        ],
      },
      'schedule[1]: expected hours apart from number 0 of the list, got hours that share sat 05:00 to 06:00 with it',
    ],
    [
      'hours of a permit that overlap',
      {
        permits: [
          {},
          {
            hours: [
              { from: '08:00', to: '10:00' },
              { from: '09:00', to: '11:00' },
            ],
          },
        ],
      },
      'permits[1].hours[1]: expected hours apart from number 0 of the list, got hours that share mon 09:00 to 10:00 with it',
    ],
    [
      'hours of an exception that overlap',
      {
        exceptions: [
          {
            dates: ['2026-10-01'],
            hours: [
              { from: '08:00', to: '10:00' },
              { from: '09:00', to: '11:00' },
            ],
          },
        ],
      },
      'exceptions[0].hours[1]: expected hours apart from number 0 of the list, got hours that share 09:00 to 10:00 with it',
    ],
    [
      'a date in two exceptions',
      {
        exceptions: [
          { dates: ['2026-09-30', '2026-10-01'], hours: [] },
          { dates: ['2026-10-01'], hours: [] },
        ],
      },
      'exceptions[1].dates[0]: expected a date that is named once, got "2026-10-01", which is exceptions[0].dates[1] as well',
    ],
    [
      'a date twice in one exception',
      { exceptions: [{ dates: ['2026-10-01', '2026-10-01'], hours: [] }] },
      'exceptions[0].dates[1]: expected a date that is named once, got "2026-10-01", which is exceptions[0].dates[0] as well',
    ],
    [
      'an anchor that is none',
      { anchor: 'top-left' },
      'anchor: expected "bottom-centre", "any-overlap", {inside: 0.5} (share of the thing) or {covers: 0.1} (share of the fence), got "top-left"',
    ],
    [
      'an anchor of no share',
      { anchor: { inside: 0 } },
      'anchor.inside: expected number to be >0, got 0',
    ],
    [
      'limits that leave nothing between them',
      { size: { minWidth: 0.5, maxWidth: 0.2 } },
      'size.maxWidth: expected at least minWidth, which is 0.5, got 0.2',
    ],
    [
      'a severity that is none',
      { severity: 'urgent' },
      'severity: expected one of "low"|"normal"|"high"|"critical", got "urgent"',
    ],
    ['an unknown key', { dwel: '5s' }, 'dwel: unknown key'],
  ])('with %s is refused', (_, extra, text) => {
    expect(faults(extra)).toBe(text);
  });

  it('with an unknown kind reports its other faults too', () => {
    const text = faults({ kind: 'parking', severity: 'mild', dwell: '0s' });
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain(unknownKind('parking'));
  });

  it('reports all its faults at once', () => {
    expect(
      faults({ kind: 'par king', polygon: square.slice(2), dwell: '0s' }).split('\n'),
    ).toHaveLength(3);
  });

  const star = Array.from({ length: 10_000 }, (_, index) => [index % 2, (index * 0.618) % 1]);
  it.each<[string, object, RegExp]>([
    [
      '10,000 points',
      { polygon: round(10_000) },
      /^polygon: a polygon may have at most 200 points, got 10000$/,
    ],
    ['10,000 points that cross everywhere', { polygon: star }, /^polygon: .*got 10000$/],
    [
      '10,000 holes',
      { holes: Array.from({ length: 10_000 }, () => square) },
      /^holes: expected array to have <=20 items$/,
    ],
    [
      '10,000 spans of hours',
      { schedule: Array.from({ length: 10_000 }, () => ({ from: '08:00', to: '20:00' })) },
      /^schedule: expected array to have <=100 items$/,
    ],
  ])('of %s is refused quickly', (_, extra, text) => {
    const begin = performance.now();
    expect(faults(extra)).toMatch(text);
    expect(performance.now() - begin).toBeLessThan(250);
  });
});
