// `fencewatch routes test` in words: who would be notified, and why.
import { describe, expect, it } from 'vitest';
import { parseSite, type SiteFile } from '../contracts/index.ts';
import { routeTest } from './routes.ts';

const cell = '370305001001002';
const file: SiteFile = {
  version: 1,
  timezone: 'Asia/Shanghai',
  cameras: [{ id: 'gate', source: './gate.mp4' }],
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [cell] },
  ],
  people: [
    { id: 'li', name: 'Li Na' },
    { id: 'wu', name: 'Wu Di' },
  ],
  shifts: [
    {
      id: 'a',
      unit: 'west',
      part: 'officer',
      people: ['li'],
      hours: [{ from: '08:00', to: '20:00' }],
    },
    { id: 'b', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
  routes: [
    { name: 'grave', severities: ['critical'], tell: [{ part: 'duty-leader' }] },
    { name: 'all', tell: [{ part: 'officer' }] },
  ],
};
const parsed = parseSite(file);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
const { site } = parsed;
const noon = Date.parse('2026-11-22T12:00:00+08:00');

describe('routeTest', () => {
  it('prints who would be notified now, which routes do not match, and why', () => {
    expect(routeTest(site, { kind: 'debris-pile', severity: 'normal', cell }, noon)).toEqual({
      ok: true,
      lines: [
        'route grave does not fit: severity',
        `officer: Li Na (on-duty), topic fencewatch/v1/cells/${cell}/officer`,
        'because: route all; officer: west on-duty, li',
      ],
    });
  });

  it("accepts another time, in the site's time zone", () => {
    const night = { kind: 'debris-pile', severity: 'normal', cell, at: '2026-11-22T02:10' };
    expect(routeTest(site, night, noon)).toMatchObject({
      lines: [
        'route grave does not fit: severity',
        `duty-leader: Wu Di (went-up), topic fencewatch/v1/cells/${cell}/duty-leader`,
        'because: route all; officer: west nobody-on-duty, city nobody-on-duty, city on-duty, wu',
      ],
    });
  });

  it.each([
    ['a kind that there is not', { kind: 'rain' }, 'kind: '],
    [
      'a cell that is none',
      { kind: 'debris-pile', cell: '12' },
      'gridCell: expected the 15 digits',
    ],
    ['a time that is none', { kind: 'debris-pile', at: 'soon' }, '--at: expected a time'],
    ['a level that is none', { kind: 'debris-pile', level: 'up' }, 'level: '],
  ])('refuses %s', (_, options, message) => {
    expect(routeTest(site, options, noon)).toEqual({
      ok: false,
      message: expect.stringContaining(message) as string,
    });
  });
});
