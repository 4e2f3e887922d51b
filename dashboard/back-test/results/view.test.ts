// The view of a replay: the figures, the list with its marks, the picture of each alert, the nights.
import { describe, expect, test } from 'vitest';
import type { BackTestIncident } from '../../../geofences/index.ts';
import type { Outcome } from '../replay/message.ts';
import { chooseThumbnail } from './choose-thumbnail.ts';
import { entriesOf, formatPerNight, headlineOf } from './entries.ts';
import { unwatchedShare } from './unwatched-share.ts';
import { nightsIn, placeInNight } from './nights.ts';

function createIncident(part: Partial<BackTestIncident> = {}): BackTestIncident {
  return {
    incidentId: 'i1',
    fenceId: 'f',
    kind: 'blocked-fire-exit',
    confidence: 0.8,
    reason: '',
    mediaTimeMs: null,
    presentSince: 1000,
    openedAt: 50_000,
    clearedAt: 90_000,
    stays: [{ from: 1000, until: 80_000 }],
    region: { x: 0, y: 0, width: 0.1, height: 0.1 },
    ...part,
  };
}
const [a, b, c] = [1, 2, 3].map((number) =>
  createIncident({ incidentId: `i${number}`, openedAt: number * 100_000 }),
) as [BackTestIncident, BackTestIncident, BackTestIncident];
const base = { observations: 9, unwatched: null, tookMs: 1 };
const compared: Outcome = {
  ...base,
  armed: { incidents: [a, b], perNight: 0.67 },
  draft: { incidents: [b, c], perNight: 0.67 },
  comparison: { kept: [{ armed: b, draft: b }], gained: [c], lost: [a] },
};
const alone: Outcome = { ...base, armed: compared.armed, draft: null, comparison: null };

describe('the list of would-be alerts', () => {
  test.each<[string, Outcome, boolean, string[]]>([
    ['of nothing is empty', { ...alone, armed: { incidents: [], perNight: 0 } }, true, []],
    ['of a draft has marks, newest first', compared, true, ['gained-i3', 'kept-i2', 'lost-i1']],
    ['of a new fence has nothing to compare with', compared, false, ['draft-i3', 'draft-i2']],
    ['of armed fences is what they raised', alone, true, ['armed-i2', 'armed-i1']],
  ])('%s', (_, outcome, hasArmed, keys) => {
    expect(entriesOf(outcome, hasArmed).map(({ key }) => key)).toEqual(keys);
  });
});

describe('the headline', () => {
  test('counts against the armed version', () => {
    expect(headlineOf(compared, true)).toEqual({
      total: 2,
      perNight: 0.67,
      against: { total: 2, perNight: 0.67, gained: 1, lost: 1, kept: 1 },
    });
  });

  test('makes no comparison for a new fence, or for armed fences alone', () => {
    expect(headlineOf(compared, false)).toMatchObject({ total: 2, against: null });
    expect(headlineOf(alone, true)).toMatchObject({ total: 2, against: null });
  });

  test.each([
    ['none', 0, '0'],
    ['a few, with one decimal', 0.333, '0.3'],
    ['a round number without', 2, '2'],
    ['many, rounded', 12.4, '12'],
  ])('writes %s a night', (_, perNight, text) => {
    expect(formatPerNight(perNight)).toBe(text);
  });
});

describe('the thumbnail of an incident', () => {
  test.each<[string, number[], Partial<BackTestIncident>, number | null]>([
    ['is none when none was kept', [], {}, null],
    ['is none when all are of another time', [-60_000, 90_001], {}, null],
    ['is the one nearest to when it was raised', [2000, 45_000, 70_000], {}, 45_000],
    ['may be from just before it was there', [-2000], {}, -2000],
    ['of what has not cleared may be from any time after', [400_000], { clearedAt: null }, 400_000],
  ])('%s', (_, thumbnails, part, chosen) => {
    expect(chooseThumbnail(thumbnails, createIncident(part), 500_000)).toBe(chosen);
  });
});

describe('the nights of a time span', () => {
  const hour = 3_600_000;
  const iso = (nights: { from: number }[]) =>
    nights.map(({ from }) => new Date(from).toISOString());

  test('run from noon to noon in the site’s time zone', () => {
    const to = Date.UTC(2026, 10, 22, 0); // 08:00 in Shanghai
    expect(iso(nightsIn({ from: to - 24 * hour, to }, 'Asia/Shanghai'))).toEqual([
      '2026-11-20T04:00:00.000Z',
      '2026-11-21T04:00:00.000Z',
    ]);
  });

  test.each([
    ['an hour longer when clocks go back', Date.UTC(2026, 9, 24, 20), 25],
    ['an hour shorter when they go forward', Date.UTC(2026, 2, 28, 20), 23],
    ['a day else', Date.UTC(2026, 6, 1, 20), 24],
  ])('last %s', (_, at, hours) => {
    const [night] = nightsIn({ from: at, to: at + hour }, 'Europe/Berlin');
    expect((night!.to - night!.from) / hour).toBe(hours);
  });

  test('are empty for an empty span', () => {
    expect(nightsIn({ from: 5, to: 5 - 24 * hour }, 'UTC')).toEqual([]);
  });

  test('place a time by its share, and outer times at the nearer end', () => {
    const night = { from: 0, to: 100 };
    expect([placeInNight(25, night), placeInNight(-5, night), placeInNight(400, night)]).toEqual([
      0.25, 0, 1,
    ]);
  });
});

test.each([
  ['a trace of it is never nothing', 0.0001, '<\u00a01\u00a0%'],
  ['a half', 0.5, '50\u00a0%'],
  ['nearly all of it is not all', 0.999, '99\u00a0%'],
  ['all', 1, '100\u00a0%'],
])('the share of a fence that was not watched: %s', (_, share, text) => {
  expect(unwatchedShare(share)).toBe(text);
});
