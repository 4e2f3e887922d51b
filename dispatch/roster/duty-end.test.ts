// When a person leaves duty: fixed examples, and random shifts compared with a minute-by-minute simulation.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type DutyOverride, type Shift } from '../../contracts/index.ts';
import { createSlowRoster } from '../testing/slow-roster.ts';
import { minuteMs, runs, someDays, someStart, someTime } from '../testing/slow-time.ts';
import { dutyEnd } from './duty-end.ts';
import { createRoster } from './roster.ts';

const shanghai = (text: string) => Date.parse(`${text}:00+08:00`);
const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
const aShift = (change: Partial<Shift>): Shift => ({
  id: 'a',
  unit: 'west',
  part: 'officer',
  layer: 0,
  handOverAt: '00:00',
  people: ['li'],
  ...change,
});
const duty = { person: 'li', unit: 'west', part: 'officer' } as const;

function endOf(shifts: Shift[], at: string, overrides: DutyOverride[] = []) {
  const organisation = { people: [], shifts, overrides };
  const parts = { organisation, timezone: 'Asia/Shanghai', calendar: emptyCalendar };
  return dutyEnd(createRoster(parts), duty, shanghai(at));
}

describe('dutyEnd', () => {
  const day = aShift({ hours: [{ days: [...everyDay], from: '06:00', to: '22:00' }] });
  it('is the end of the hours', () => {
    expect(endOf([day], '2026-11-22T10:00')).toEqual({
      isGone: false,
      servesUntil: shanghai('2026-11-22T22:00'),
    });
  });

  it('is now for a person who is not on duty, or is unknown', () => {
    expect(endOf([day], '2026-11-22T22:00')).toEqual({ isGone: true });
    expect(endOf([], '2026-11-22T10:00')).toEqual({ isGone: true });
  });

  it('ignores a change after which the person stays', () => {
    const evening = aShift({
      id: 'b',
      hours: [{ days: [...everyDay], from: '22:00', to: '23:00' }],
    });
    expect(endOf([day, evening], '2026-11-22T10:00')).toMatchObject({
      servesUntil: shanghai('2026-11-22T23:00'),
    });
  });

  it('is the time at which somebody else takes over the duty', () => {
    const override: DutyOverride = {
      unit: 'west',
      part: 'officer',
      from: '2026-11-22T12:00',
      to: '2026-11-22T13:00',
      person: 'wu',
      instead: 'li',
    };
    expect(endOf([day], '2026-11-22T10:00', [override])).toMatchObject({
      servesUntil: shanghai('2026-11-22T12:00'),
    });
  });

  it('gives a time to check again for a person who is always on duty', () => {
    const end = endOf([aShift({})], '2026-11-22T10:00');
    expect(end).toMatchObject({ isGone: false });
    if (!end.isGone) expect(end.servesUntil).toBeGreaterThan(shanghai('2026-11-28T00:00'));
  });
});

describe('in random shifts', () => {
  const someHours = fc
    .record({ days: someDays(), from: someTime(), to: someTime() })
    .filter(({ from, to }) => from !== to);
  const someShifts = fc
    .array(fc.tuple(someHours, fc.subarray(['li', 'wu'], { minLength: 1 })), {
      minLength: 1,
      maxLength: 2,
    })
    .map((list) =>
      list.map(([hours, people], index) => aShift({ id: `s${index}`, hours: [hours], people })),
    );

  it('the person is on duty at every minute until then, and nobody on duty counts as gone', () => {
    fc.assert(
      fc.property(
        someShifts,
        someStart(),
        fc.array(fc.nat(99), { maxLength: 8 }),
        (shifts, from, shares) => {
          const organisation = { people: [], units: [], shifts, overrides: [] };
          const parts = { organisation, timezone: 'Asia/Shanghai', calendar: emptyCalendar };
          const slow = createSlowRoster(parts);
          const at = Math.floor(from / minuteMs) * minuteMs;
          const serves = (moment: number) => slow('west', 'officer', moment).includes('li');
          const end = dutyEnd(createRoster(parts), duty, at);
          expect(end.isGone).toBe(!serves(at));
          if (end.isGone) return;
          expect(end.servesUntil).toBeGreaterThan(at);
          const minutes = (end.servesUntil - at) / minuteMs;
          for (const share of shares)
            expect(serves(at + Math.floor((minutes * share) / 100) * minuteMs)).toBe(true);
        },
      ),
      runs(60),
    );
  });
});
