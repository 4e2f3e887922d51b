// Replacing a person on duty: fixed examples, and that the person who takes a shift is on duty then and nobody else changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type DutyOverride, type Shift } from '../../contracts/index.ts';
import { minuteMs, runs, someStart } from '../testing/slow-time.ts';
import { createRoster } from './roster.ts';
import { shiftChanges } from './shift-changes.ts';
import { swapShift, takeShift, type SwapWish, type TakeWish } from './take-shift.ts';

const timezone = 'Asia/Shanghai';
const shanghai = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);
const noon = shanghai('22T12:00');
const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
const shift = (id: string, from: string, to: string, ...people: string[]): Shift => ({
  id,
  unit: 'west',
  part: 'officer',
  layer: 0,
  handOverAt: '00:00',
  people,
  hours: [{ days: [...everyDay], from, to }],
});
const shifts = [
  shift('day', '06:00', '22:00', 'li', 'zhao'),
  shift('night', '22:00', '06:00', 'sun'),
];

function partsOf(overrides: DutyOverride[] = []) {
  const people = ['li', 'zhao', 'sun', 'wu'].map((id) => ({
    id,
    name: id,
    language: 'zh-CN' as const,
    channels: [],
  }));
  const organisation = { people, shifts, overrides };
  return {
    organisation,
    timezone,
    roster: createRoster({ organisation, timezone, calendar: emptyCalendar }),
  };
}
const onDuty = (overrides: DutyOverride[], at: number) =>
  partsOf(overrides)
    .roster.onDuty('west', 'officer', at)
    .map(({ person }) => person);

const take = (change: Partial<TakeWish> = {}, at = noon) =>
  takeShift({ unit: 'west', part: 'officer', person: 'wu', reason: 'x', ...change }, partsOf(), at);

describe('takeShift', () => {
  it('replaces the first person until the next change, and nobody else', () => {
    const taken = take();
    expect(taken).toMatchObject({ ok: true, instead: 'li', until: shanghai('22T22:00') });
    const overrides = taken.ok ? taken.overrides : [];
    expect(overrides[0]?.reason).toBe('x');
    expect(onDuty(overrides, noon)).toEqual(['wu', 'zhao']);
    expect(onDuty(overrides, shanghai('22T22:00'))).toEqual(['sun']);
  });

  it.each<[string, Partial<TakeWish>, string]>([
    ['whoever is on duty already', { person: 'zhao' }, 'already-on-duty'],
    ['whoever is not in the roster', { person: 'nobody' }, 'no-such-person'],
    ['a duty that is not there', { unit: 'east' }, 'no-such-duty'],
    ['the place of somebody who does not serve', { instead: 'sun' }, 'not-on-duty'],
    ['an end that has passed', { until: noon }, 'shift-end'],
    ['more than a day', { until: noon + 25 * 60 * minuteMs }, 'shift-end'],
  ])('refuses %s', (_, change, reason) => {
    expect(take(change)).toEqual({ ok: false, reason });
  });

  it('puts the person on duty at once at any time, until the given end', () => {
    fc.assert(
      fc.property(someStart(), fc.integer({ min: 0, max: 59_999 }), (from, ms) => {
        const at = Math.floor(from / minuteMs) * minuteMs + ms;
        const taken = take({}, at);
        if (!taken.ok) throw new Error(taken.reason);
        expect(onDuty(taken.overrides, at)[0]).toBe('wu');
        expect(onDuty(taken.overrides, taken.until - 1)[0]).toBe('wu');
        expect(onDuty(taken.overrides, taken.until)).toEqual(onDuty([], taken.until));
      }),
      runs(40),
    );
  });
});

describe('swapShift', () => {
  const give = {
    unit: 'west',
    part: 'officer',
    from: shanghai('22T22:00'),
    until: shanghai('23T06:00'),
  } as const;
  const inReturn = { ...give, from: shanghai('23T06:00'), until: shanghai('23T22:00') };
  const wish: SwapWish = { give, other: 'li', asker: 'sun', reason: 'ill' };
  const swap = (change: Partial<SwapWish> = {}, at = noon) =>
    swapShift({ ...wish, ...change }, partsOf(), at);

  it('puts one in the place of the other, and vice versa in return', () => {
    const both = swap({ inReturn });
    const overrides = both.ok ? both.overrides : [];
    expect(overrides).toHaveLength(2);
    expect(onDuty(overrides, give.from)).toEqual(['li']);
    expect(onDuty(overrides, inReturn.from)).toEqual(['sun', 'zhao']);
    expect(onDuty(overrides, inReturn.until)).toEqual(['sun']);
  });

  it('begins with the current minute when its time has begun', () => {
    const late = swap({}, give.from + 90_000);
    expect(late.ok && late.overrides[0]?.from).toBe('2026-11-22T22:01');
  });

  it.each<[string, Partial<SwapWish>, number, string]>([
    ['what is over', {}, give.until, 'shift-end'],
    ['what one does not serve himself', { asker: 'wu' }, noon, 'not-on-duty'],
    [
      'what one serves only in part',
      { give: { ...give, until: give.until + minuteMs } },
      noon,
      'not-on-duty',
    ],
    ['what the other does not serve in return', { inReturn: give }, noon, 'not-on-duty'],
    ['a swap with oneself', { other: 'sun' }, noon, 'no-such-person'],
    [
      'whoever is on duty there anyway',
      { asker: 'li', other: 'zhao', give: inReturn },
      noon,
      'already-on-duty',
    ],
  ])('refuses %s', (_, change, at, reason) => {
    expect(swap(change, at)).toEqual({ ok: false, reason });
  });
});

describe('shiftChanges', () => {
  const { roster } = partsOf();
  const duty = [{ unit: 'west', part: 'officer' as const }];
  it('returns each change with the people before, since when, and after', () => {
    const span = { from: shanghai('22T05:00'), to: shanghai('22T22:00') };
    expect(shiftChanges(duty, roster, span)).toMatchObject([
      {
        at: shanghai('22T06:00'),
        from: shanghai('21T22:00'),
        outgoing: ['sun'],
        incoming: ['li', 'zhao'],
      },
      {
        at: shanghai('22T22:00'),
        from: shanghai('22T06:00'),
        outgoing: ['li', 'zhao'],
        incoming: ['sun'],
      },
    ]);
  });

  it('returns each of them once, however the time is split', () => {
    const from = shanghai('20T00:00');
    const to = from + 4 * 1440 * minuteMs;
    const whole = shiftChanges(duty, roster, { from, to });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5759 }), { maxLength: 4 }), (minutes) => {
        const cuts = [from, ...minutes.sort((a, b) => a - b).map((m) => from + m * minuteMs), to];
        const parts = cuts
          .slice(1)
          .flatMap((end, i) => shiftChanges(duty, roster, { from: cuts[i]!, to: end }));
        expect(parts.map(({ at }) => at)).toEqual(whole.map(({ at }) => at));
      }),
      runs(20),
    );
    expect(whole).toHaveLength(8);
  });

  it('is empty when nobody leaves, or nobody is ever on duty', () => {
    const always = { ...shift('x', '00:00', '24:00', 'li') };
    const organisation = { people: [], shifts: [always], overrides: [] };
    const steady = createRoster({ organisation, timezone, calendar: emptyCalendar });
    const span = { from: noon, to: noon + 3 * 1440 * minuteMs };
    expect(shiftChanges(duty, steady, span)).toEqual([]);
    expect(shiftChanges([{ unit: 'east', part: 'officer' }], steady, span)).toEqual([]);
  });
});
