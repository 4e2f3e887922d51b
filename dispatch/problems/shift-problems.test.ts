// The problems of coming shifts, reported in advance.
import { describe, expect, it } from 'vitest';
import type { SiteFile } from '../../contracts/index.ts';
import { rosterOfSite } from '../engine/recipients-of-site.ts';
import { aSite } from '../testing/a-site.ts';
import { aheadMs, createShiftCheck, shiftProblems } from './shift-problems.ts';

/** A Sunday, 08:00 in Shanghai. */
const now = Date.parse('2026-11-22T00:00:00Z');
const hour = 3600_000;
type Shifts = NonNullable<SiteFile['shifts']>;

const day: Shifts[number]['hours'] = [{ days: ['sun', 'mon'], from: '08:00', to: '20:00' }];
const whole: Shifts = [{ id: 'a', unit: 'west', part: 'officer', people: ['li'] }];

function partsOf(shifts: Shifts) {
  const { organisation, timezone, calendar } = aSite({
    units: [
      { id: 'city', name: 'City', level: 'city' },
      { id: 'west', name: 'West', level: 'grid', parent: 'city' },
    ],
    people: [
      { id: 'li', name: 'Li Na', channels: ['mqtt'] },
      { id: 'wu', name: 'Wu Di' },
    ],
    shifts,
  });
  return { organisation, roster: rosterOfSite({ organisation, timezone, calendar }) };
}

const found = (shifts: Shifts, working: readonly string[] | null = ['mqtt'], at = now) =>
  shiftProblems({ ...partsOf(shifts), working, now: at });

describe('the check of the coming shifts', () => {
  it('finds nothing on a site without shifts, and in complete shifts', () => {
    expect(found([])).toEqual([]);
    expect(found(whole)).toEqual([]);
  });

  it('reports a gap in advance, with start and end', () => {
    expect(found([{ ...whole[0]!, hours: day }])).toEqual([
      {
        code: 'duty-gap',
        subject: 'west officer',
        since: now,
        values: { unit: 'West', part: 'officer', fromAt: now + 12 * hour },
      },
    ]);
  });

  it('reports only the end of a current gap, so that it is the same at each check', () => {
    const night = [{ days: ['sun', 'mon'] as ('sun' | 'mon')[], from: '20:00', to: '24:00' }];
    const [first] = found([{ ...whole[0]!, hours: night }]);
    const [later] = found([{ ...whole[0]!, hours: night }], ['mqtt'], now + hour);
    expect(first?.values).toEqual({ unit: 'West', part: 'officer', toAt: now + 12 * hour });
    expect(later?.values).toEqual(first?.values);
  });

  it('reports people without a channel, and people without a working channel', () => {
    const [none] = found([{ ...whole[0]!, people: ['wu'] }]);
    expect(none).toMatchObject({ code: 'duty-no-channel', subject: 'west officer wu' });
    expect(none?.values).toMatchObject({ person: 'Wu Di' });
    expect(found(whole, ['sms'])).toMatchObject([{ code: 'duty-no-channel' }]);
    expect(found([{ ...whole[0]!, people: ['wu'] }], null)).toEqual([]);
  });

  it('reports people who are first on duty in two places, once for each', () => {
    const twice: Shifts = [
      ...whole,
      { id: 'b', unit: 'city', part: 'duty-leader', people: ['li'] },
    ];
    const doubled = found(twice);
    expect(doubled.map(({ code, subject }) => `${code} ${subject}`).sort()).toEqual([
      'duty-doubled city duty-leader li',
      'duty-doubled west officer li',
    ]);
    expect(doubled[0]?.values).toMatchObject({ others: expect.stringMatching(/ /) as string });
  });

  it('looks no further than a day ahead', () => {
    const later: Shifts = [{ ...whole[0]!, hours: day }];
    const gaps = found(later).map(({ values }) => values['fromAt']);
    expect(Math.max(...gaps.map(Number))).toBeLessThan(now + aheadMs);
  });
});

describe('the check that runs', () => {
  it('checks again when the roster or a channel changes, after a while, and after a clock step', () => {
    let at = now;
    let version = 1;
    let looks = 0;
    let working = ['mqtt'];
    const check = createShiftCheck({
      duty: () => ({ ...partsOf(whole), version }),
      working: () => working,
      clock: {
        now: () => at,
      },
    });
    const isNew = () => {
      const before = last;
      last = check();
      looks += 1;
      return before !== last;
    };
    let last = check();
    expect(isNew()).toBe(false);
    version = 2;
    expect(isNew()).toBe(true);
    working = ['sms'];
    expect(isNew()).toBe(true);
    expect(last).toHaveLength(1);
    at += 5 * 60_000;
    expect(isNew()).toBe(true);
    at -= 24 * hour;
    expect(isNew()).toBe(true);
    expect(isNew()).toBe(false);
    expect(looks).toBe(6);
  });
});
