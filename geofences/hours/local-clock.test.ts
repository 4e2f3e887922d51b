// Local time in zones with and without daylight saving time, and across clock changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalClock } from './local-clock.ts';
import { slowLocalClock } from '../testing/slow-clock.ts';

const at = (iso: string) => Date.parse(iso);
const dayOf = (date: string) => Date.parse(date) / 86_400_000;

describe('createLocalClock', () => {
  it.each([
    ['UTC', '1970-01-01T00:00:00Z', '1970-01-01', 0],
    ['America/New_York', '1970-01-01T00:00:00Z', '1969-12-31', 1140],
    ['UTC', '2026-01-05T00:00:00Z', '2026-01-05', 0],
    ['Asia/Shanghai', '2026-01-04T16:00:00Z', '2026-01-05', 0],
    ['Asia/Shanghai', '2026-01-04T15:59:59Z', '2026-01-04', 1439],
    ['America/New_York', '2026-01-05T04:59:00Z', '2026-01-04', 1439],
    ['Asia/Kathmandu', '2026-01-05T00:00:00Z', '2026-01-05', 345],
    ['Pacific/Kiritimati', '2026-01-05T10:00:00Z', '2026-01-06', 0],
  ])('in %s it is, at %s, %s and %d minutes', (timezone, iso, date, minutes) => {
    expect(createLocalClock(timezone)(at(iso))).toEqual({ day: dayOf(date), minutes });
  });

  it.each([
    [
      'Europe/Berlin leaps from two to three',
      'Europe/Berlin',
      '2026-03-29T00:59:59.999Z',
      119,
      180,
    ],
    ['New York leaps from two to three', 'America/New_York', '2026-03-08T06:59:59.999Z', 119, 180],
    ['Berlin goes from three back to two', 'Europe/Berlin', '2026-10-25T00:59:59.999Z', 179, 120],
    ['New York goes from two back to one', 'America/New_York', '2026-11-01T05:59:59.999Z', 119, 60],
    [
      'Lord Howe moves by half an hour',
      'Australia/Lord_Howe',
      '2026-10-03T15:29:59.999Z',
      119,
      150,
    ],
    [
      "St. John's once changed a minute after midnight",
      'America/St_Johns',
      '2010-03-14T03:30:59.999Z',
      0,
      61,
    ],
  ])('%s', (_, timezone, iso, before, after) => {
    const clock = createLocalClock(timezone);
    expect(clock(at(iso)).minutes).toBe(before);
    expect(clock(at(iso) + 1).minutes).toBe(after);
    // Ask in reverse order too: the cached offset of one side must not be used for the other.
    expect(clock(at(iso)).minutes).toBe(before);
  });

  it('has 02:30 twice when summer time ends in Berlin', () => {
    const clock = createLocalClock('Europe/Berlin');
    expect(clock(at('2026-10-25T00:30:00Z')).minutes).toBe(150);
    expect(clock(at('2026-10-25T01:30:00Z')).minutes).toBe(150);
  });

  it('skips the day that Samoa skipped', () => {
    const clock = createLocalClock('Pacific/Apia');
    expect(clock(at('2011-12-30T09:59:59Z'))).toEqual({ day: dayOf('2011-12-29'), minutes: 1439 });
    expect(clock(at('2011-12-30T10:00:00Z'))).toEqual({ day: dayOf('2011-12-31'), minutes: 0 });
  });

  it('never jumps in Shanghai', () => {
    const clock = createLocalClock('Asia/Shanghai');
    for (let hour = 0; hour < 365 * 24; hour += 7)
      expect(clock(Date.UTC(2026, 0, 1, hour)).minutes).toBe(((hour + 8) % 24) * 60);
  });

  it('returns the same object within a minute', () => {
    const clock = createLocalClock('Europe/Berlin');
    const first = clock(at('2026-06-01T10:00:00Z'));
    expect(clock(at('2026-06-01T10:00:59.999Z'))).toBe(first);
    expect(clock(at('2026-06-01T10:01:00Z'))).not.toBe(first);
  });

  it('agrees with a clock without a cache, near the changes of any zone', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Cairo',
      'Asia/Tehran',
    ];
    const clocks = zones.map((zone) => ({
      quick: createLocalClock(zone),
      slow: slowLocalClock(zone),
    }));
    const changes = [
      '2026-03-08T07:00Z',
      '2026-03-29T01:00Z',
      '2026-04-23T22:00Z',
      '2026-10-25T01:00Z',
      '2026-11-01T06:00Z',
      '2010-11-07T02:31Z',
    ];
    const nearOne = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -7_200_000, max: 7_200_000 }))
      .map(([iso, offset]) => at(iso) + offset);
    fc.assert(
      fc.property(
        fc.oneof(nearOne, fc.integer({ min: 0, max: at('2030-01-01') })),
        fc.nat(zones.length - 1),
        (time, zone) => {
          expect(clocks[zone]?.quick(time)).toEqual(clocks[zone]?.slow(time));
        },
      ),
      { numRuns: 300 },
    );
  });
});
