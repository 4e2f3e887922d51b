// Quiet hours: when they apply in local time, who is notified meanwhile, and that somebody always is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  longestQuietMs,
  type Hours,
  type QuietHours,
  type SiteFile,
} from '../../contracts/index.ts';
import { createHoursCheck } from '../../geofences/index.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import {
  minuteMs,
  runs,
  someCalendar,
  someDays,
  someStart,
  someTime,
  someZone,
} from '../testing/slow-time.ts';
import { createQuietCheck } from './quiet-hours.ts';
import { toRecipients } from './recipients.ts';

const shanghai = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);
const everyDay: Hours['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
const night = { days: everyDay, from: '22:00', to: '06:00' };
const later = { ...night, from: '23:00' };
const parts = { timezone: 'Asia/Shanghai', calendar: { holidays: [], workdays: [] } };

describe('the quiet hours of a person', () => {
  const check = createQuietCheck({ ...parts, usual: { hours: [night], then: 'wait' } });
  it.each<[string, Parameters<typeof check>[0], string, number | null]>([
    ['the evening', undefined, '22T22:00', shanghai('23T06:00')],
    ['the night, on the day after it began', undefined, '23T05:59', shanghai('23T06:00')],
    ['their end', undefined, '23T06:00', null],
    ['the day', undefined, '22T12:00', null],
    ['whoever has none of his own', { hours: [], then: 'wait' }, '22T23:00', null],
    ['whoever has others', { hours: [later], then: 'wait' }, '22T22:30', null],
  ])('%s', (_, own, at, until) => {
    expect(check(own, shanghai(at))?.until ?? null).toBe(until);
  });

  it('are none when they never end: nobody would be notified', () => {
    const whole: QuietHours = {
      hours: [{ days: everyDay, from: '00:00', to: '24:00' }],
      then: 'wait',
    };
    expect(check(whole, shanghai('22T12:00'))).toBeNull();
    const long: QuietHours = {
      hours: [night, { ...night, from: '06:00', to: '20:00' }],
      then: 'wait',
    };
    expect(check(long, shanghai('22T23:00'))).toBeNull();
  });

  it('follow the local clock, and end within a day', () => {
    const someHours = fc
      .record({ days: someDays(), from: someTime(), to: someTime() })
      .filter(({ from, to }) => from !== to);
    const lists = fc.array(someHours, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(
        lists,
        someZone(),
        someCalendar(),
        someStart(),
        (hours, timezone, calendar, from) => {
          const at = Math.floor(from / minuteMs) * minuteMs;
          const isWithin = createHoursCheck(timezone, calendar);
          const quiet = createQuietCheck({ timezone, calendar, usual: { hours, then: 'wait' } });
          const found = quiet(undefined, at);
          if (!isWithin(hours, at)) expect(found).toBeNull();
          if (found === null) return;
          expect(found.until - at).toBeLessThanOrEqual(longestQuietMs);
          expect(isWithin(hours, found.until)).toBe(false);
          for (const share of [0.2, 0.5, 0.9, 0.999])
            expect(isWithin(hours, at + Math.floor((found.until - at) * share))).toBe(true);
        },
      ),
      runs(100),
    );
  });
});

const hook = { id: 'hook', type: 'webhook', url: 'http://x.test', secret: '${S}' } as const;
type Staff = NonNullable<SiteFile['people']>[number];
const quiet = (then: 'wait' | 'next-person') => ({ hours: [night], then });

function siteOf(people: Partial<Staff>[], usual?: ReturnType<typeof quiet>) {
  const staff = people.map((one, index) => ({
    id: `p${index}`,
    name: `p${index}`,
    channels: ['hook'],
    ...one,
  }));
  const file: Partial<SiteFile> = {
    units: [{ id: 'west', name: 'West', level: 'grid', cells: [testCell] }],
    people: staff,
    shifts: [{ id: 'a', unit: 'west', part: 'officer', people: staff.map(({ id }) => id) }],
    routes: [{ name: 'all', tell: [{ part: 'officer' }] }],
    channels: { direct: [hook], telling: usual ? { quietHours: usual } : {} },
  };
  return recipientsOfSite(aSite(file, { S: 'secret' }));
}

function toldOf(recipients: ReturnType<typeof siteOf>, change: object = {}) {
  const file = {
    kind: 'debris-pile',
    severity: 'normal',
    place: null,
    gridCell: testCell,
  } as const;
  const at = shanghai('22T23:00');
  const found = toRecipients({ case: { ...file, ...change }, recipients, at });
  const told = found.recipients.map(({ person, quietUntil }) => [person?.name, quietUntil ?? null]);
  return { told, passed: found.passedOver.map(({ person }) => person) };
}

describe('in quiet hours', () => {
  const until = shanghai('23T06:00');
  type Row = { title: string; people: Partial<Staff>[]; told: [string, number | null] } & {
    usual?: ReturnType<typeof quiet>;
    severity?: 'high' | 'critical';
    passed?: string[];
  };
  const waits = { quietHours: quiet('wait') };
  const leaves = { quietHours: quiet('next-person') };
  const rows: Row[] = [
    { title: 'a message waits for their end', people: [waits], told: ['p0', until] },
    {
      title: 'the site may have them for all',
      people: [{}],
      usual: quiet('wait'),
      told: ['p0', until],
    },
    {
      title: 'one’s own go before',
      people: [{ quietHours: { hours: [] } }],
      usual: quiet('wait'),
      told: ['p0', null],
    },
    { title: 'the next person is told', people: [leaves, {}], told: ['p1', null], passed: ['p0'] },
    { title: 'he himself where nobody is next', people: [leaves], told: ['p0', null] },
    {
      title: 'he himself where all leave it to others',
      people: [leaves, leaves],
      told: ['p0', null],
    },
    {
      title: 'an urgent case rings through',
      people: [waits],
      severity: 'high',
      told: ['p0', null],
    },
    {
      title: 'and passes nobody over',
      people: [leaves, {}],
      severity: 'critical',
      told: ['p0', null],
    },
  ];
  it.each(rows)('$title', ({ people, usual, told, passed = [], severity = 'normal' }) => {
    expect(toldOf(siteOf(people, usual), { severity })).toEqual({ told: [told], passed });
  });

  it('in a simple roster messages wait too', () => {
    const roster = [
      {
        gridCell: testCell,
        officer: { name: 'Li', channels: ['hook'], quietHours: quiet('wait') },
        property: { name: 'Wang', channels: ['hook'] },
      },
    ];
    const file: Partial<SiteFile> = { roster, channels: { direct: [hook] } };
    const recipients = recipientsOfSite(aSite(file, { S: 'secret' }));
    expect(toldOf(recipients).told).toEqual([
      ['Li', until],
      ['Wang', null],
    ]);
  });

  it('somebody is notified at once or within a day, whatever people have set', () => {
    const someQuiet = fc.option(
      fc.record({
        hours: fc.array(
          fc
            .record({ days: someDays(), from: someTime(), to: someTime() })
            .filter(({ from, to }) => from !== to),
          { maxLength: 2 },
        ),
        then: fc.constantFrom('wait' as const, 'next-person' as const),
      }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(someQuiet, { minLength: 1, maxLength: 3 }), someStart(), (all, at) => {
        const people = all.map((one) => (one === undefined ? {} : { quietHours: one }));
        const recipients = siteOf(people);
        const file = { kind: 'debris-pile', place: null, gridCell: testCell } as const;
        const normal = toRecipients({ case: { ...file, severity: 'normal' }, recipients, at });
        expect(normal.recipients.map(({ person }) => person)).not.toContain(null);
        for (const { quietUntil } of normal.recipients)
          expect((quietUntil ?? at) - at).toBeLessThanOrEqual(longestQuietMs);
        const urgent = toRecipients({ case: { ...file, severity: 'high' }, recipients, at });
        expect(urgent.recipients.map(({ quietUntil }) => quietUntil)).toEqual([undefined]);
        expect(urgent.passedOver).toEqual([]);
      }),
      runs(25),
    );
  });
});
