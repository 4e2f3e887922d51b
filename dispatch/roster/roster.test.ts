// Who is on duty: fixed examples, and thousands of random rosters compared with a minute-by-minute simulation.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyCalendar,
  type DutyOverride,
  type Organisation,
  type Shift,
} from '../../contracts/index.ts';
import { createSlowRoster, type RosterCase } from '../testing/slow-roster.ts';
import {
  minuteMs,
  runs,
  someCalendar,
  someDays,
  someStart,
  someTime,
  someZone,
} from '../testing/slow-time.ts';
import { createRoster } from './roster.ts';

const shanghai = (text: string) => Date.parse(`${text}:00+08:00`);
const nights: Shift = {
  id: 'nights',
  unit: 'west',
  part: 'officer',
  layer: 0,
  handOverAt: '00:00',
  hours: [
    {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'],
      from: '22:00',
      to: '06:00',
    },
  ],
  people: ['li', 'wang', 'sun'],
  rotation: { days: 2, start: '2026-11-01' },
};
const reserve: Shift = {
  id: 'reserve',
  unit: 'west',
  part: 'officer',
  layer: 0,
  handOverAt: '08:00',
  people: ['zhao', 'chen'],
};

function serving(organisation: Partial<Organisation>, text: string): string[] {
  const whole = { people: [], units: [], shifts: [], overrides: [], ...organisation };
  const parts = { organisation: whole, timezone: 'Asia/Shanghai', calendar: emptyCalendar };
  const duty = createRoster(parts).onDuty('west', 'officer', shanghai(text));
  return duty.map(({ person }) => person);
}

const override = (change: Partial<DutyOverride>): DutyOverride => ({
  unit: 'west',
  part: 'officer',
  from: '2026-11-01T23:00',
  to: '2026-11-02T03:00',
  ...change,
});

describe('onDuty', () => {
  it.each([
    ['the first turn begins', '2026-11-01T22:00', ['li']],
    ['a night ends with whom it began', '2026-11-02T05:59', ['li']],
    ['it is over', '2026-11-02T06:00', []],
    ['the second night of the first turn', '2026-11-02T23:00', ['li']],
    ['the next turn', '2026-11-03T23:00', ['wang']],
    ['everybody has had a turn', '2026-11-07T23:00', ['li']],
    ['before the rotation begins', '2026-10-31T23:00', []],
  ])('%s', (_, text, expected) => {
    expect(serving({ shifts: [nights] }, text)).toEqual(expected);
  });

  it('returns the highest layer first and the others after it', () => {
    const shifts = [reserve, { ...nights, layer: 2 }];
    expect(serving({ shifts }, '2026-11-01T23:00')).toEqual(['li', 'zhao', 'chen']);
    expect(serving({ shifts }, '2026-11-01T12:00')).toEqual(['zhao', 'chen']);
  });

  it.each<[string, Partial<DutyOverride>, string[]]>([
    ['somebody takes the whole duty', { person: 'wu' }, ['wu']],
    ['somebody stands in for one', { person: 'wu', instead: 'li' }, ['wu', 'zhao', 'chen']],
    ['one does not serve', { instead: 'zhao' }, ['li', 'chen']],
    ['one of another shift is meant', { person: 'wu', instead: 'sun' }, ['li', 'zhao', 'chen']],
    ['it is for another unit', { person: 'wu', unit: 'east' }, ['li', 'zhao', 'chen']],
    ['whoever stands in is there already', { person: 'zhao', instead: 'li' }, ['zhao', 'chen']],
  ])('%s', (_, change, expected) => {
    const shifts = [{ ...nights, layer: 2 }, reserve];
    const overrides = [override(change)];
    expect(serving({ shifts, overrides }, '2026-11-02T00:00')).toEqual(expected);
    expect(serving({ shifts, overrides }, '2026-11-02T03:00')).toEqual(['li', 'zhao', 'chen']);
  });

  it('leaves out people who have left, from the first shift after their last day', () => {
    const people = [
      { id: 'li', name: 'Li', language: 'zh-CN' as const, channels: [], until: '2026-11-01' },
    ];
    expect(serving({ shifts: [nights], people }, '2026-11-02T05:00')).toEqual(['li']);
    expect(serving({ shifts: [nights], people }, '2026-11-02T23:00')).toEqual([]);
  });

  it('is nobody without people', () => {
    expect(serving({}, '2026-11-02T05:00')).toEqual([]);
  });
});

const names = ['li', 'wang', 'sun', 'zhao'];
const someHours = fc
  .record({ days: someDays(), from: someTime(), to: someTime() })
  .filter(({ from, to }) => from !== to);
const someDate = someStart().map((at) => new Date(at).toISOString().slice(0, 10));
const someMoment = someStart().map((at) => new Date(at).toISOString().slice(0, 16));

const someShift = (id: string): fc.Arbitrary<Shift> =>
  fc
    .record({
      layer: fc.integer({ min: 0, max: 2 }),
      hours: fc.option(fc.array(someHours, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      people: fc.shuffledSubarray(names, { minLength: 1 }),
      rotation: fc.option(
        fc.record({
          days: fc.integer({ min: 1, max: 8 }),
          start: fc.constantFrom('2026-01-05', '2026-03-28', '2026-10-24'),
        }),
        { nil: undefined },
      ),
      handOverAt: someTime(),
    })
    .map(({ hours, rotation, ...rest }) => ({
      id,
      unit: 'west',
      part: 'officer' as const,
      ...rest,
      ...(hours === undefined ? {} : { hours }),
      ...(rotation === undefined ? {} : { rotation }),
    }));

const someOverride: fc.Arbitrary<DutyOverride> = fc
  .record({
    from: someMoment,
    to: someMoment,
    person: fc.constantFrom(undefined, ...names, 'wu'),
    instead: fc.constantFrom(undefined, ...names),
  })
  .filter(({ from, to, person, instead }) => from < to && person !== instead)
  .map(({ from, to, person, instead }) => ({
    unit: 'west',
    part: 'officer' as const,
    from,
    to,
    ...(person === undefined ? {} : { person }),
    ...(instead === undefined ? {} : { instead }),
  }));

const someRoster: fc.Arbitrary<RosterCase> = fc.record({
  organisation: fc.record({
    units: fc.constant([]),
    shifts: fc.tuple(someShift('a'), someShift('b')).map((both) => [...both]),
    overrides: fc.array(someOverride, { maxLength: 3 }),
    people: fc.array(
      fc.record({
        id: fc.constantFrom(...names),
        name: fc.constant('x'),
        language: fc.constant('zh-CN' as const),
        channels: fc.constant([]),
        until: someDate,
      }),
      { maxLength: 1 },
    ),
  }),
  // In zones with clock changes a repeated local time means two moments, so overrides are tested in zones without changes.
  timezone: someZone(),
  calendar: someCalendar(),
});

describe('in random rosters', () => {
  it('equals the local clock, and nobody starts or leaves before the next change', () => {
    fc.assert(
      fc.property(
        someRoster,
        someStart(),
        fc.integer({ min: 1, max: 400 }),
        (given, from, span) => {
          const steady = given.timezone.startsWith('Asia/');
          const organisation = steady
            ? given.organisation
            : { ...given.organisation, overrides: [] };
          const roster = createRoster({ ...given, organisation });
          const slow = createSlowRoster({ ...given, organisation });
          const at = Math.floor(from / minuteMs) * minuteMs;
          const change = roster.nextChange('west', 'officer', at) ?? Infinity;
          const first = slow('west', 'officer', at);
          for (const minute of [0, 1, span, 2 * span, 5 * span, 9 * span]) {
            const moment = at + minute * minuteMs;
            const people = roster.onDuty('west', 'officer', moment).map(({ person }) => person);
            expect(people).toEqual(slow('west', 'officer', moment));
            if (moment < change) expect(people).toEqual(first);
          }
        },
      ),
      runs(150),
    );
  });
});
