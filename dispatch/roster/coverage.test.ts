// Faults of the coming shifts: gaps, people without a channel, people in two places at once.
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type Organisation, type Shift } from '../../contracts/index.ts';
import { coverageFaults } from './coverage.ts';
import { createRoster } from './roster.ts';

const shanghai = (text: string) => Date.parse(`${text}:00+08:00`);
const everyDay: NonNullable<Shift['hours']>[number]['days'] = [
  ...(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const),
];
const shift = (change: Partial<Shift>): Shift => ({
  id: 'a',
  unit: 'west',
  part: 'officer',
  layer: 0,
  handOverAt: '00:00',
  people: ['li'],
  ...change,
});
const person = (id: string, ...channels: string[]) => ({
  id,
  name: id,
  language: 'zh-CN' as const,
  channels,
});
const day = { from: shanghai('2026-11-20T00:00'), to: shanghai('2026-11-21T00:00') };

function faults(shifts: Shift[], people: Organisation['people'], span = day) {
  const organisation = { shifts, people, overrides: [], units: [] };
  const roster = createRoster({ organisation, timezone: 'Asia/Shanghai', calendar: emptyCalendar });
  return coverageFaults({ organisation, roster, channels: ['mqtt', 'sms'], ...span });
}

describe('coverageFaults', () => {
  it('finds nothing in complete shifts, and nothing without shifts', () => {
    expect(faults([shift({})], [person('li', 'sms')])).toEqual([]);
    expect(faults([], [])).toEqual([]);
  });

  it('finds a gap from start to end, once', () => {
    const hours = [
      { days: everyDay, from: '06:00', to: '12:00' },
      { days: everyDay, from: '14:00', to: '22:00' },
    ];
    expect(faults([shift({ hours })], [person('li', 'mqtt')])).toEqual([
      gap(day.from, shanghai('2026-11-20T06:00')),
      gap(shanghai('2026-11-20T12:00'), shanghai('2026-11-20T14:00')),
      gap(shanghai('2026-11-20T22:00'), day.to),
    ]);
  });

  it('finds a gap that a holiday causes weeks ahead', () => {
    const hours = [{ days: ['mon'] as ['mon'], from: '06:00', to: '12:00' }];
    const span = { from: day.from, to: day.from + 40 * 86_400_000 };
    const found = faults([shift({ hours })], [person('li', 'mqtt')], span);
    expect(found).toHaveLength(7);
    expect(found.at(-1)?.to).toBe(span.to);
  });

  it('finds people without a working channel, and unknown people', () => {
    const shifts = [shift({ people: ['li', 'wu'] })];
    expect(faults(shifts, [person('li', 'pager')])).toEqual([
      { ...day, unit: 'west', part: 'officer', fault: 'no-channel', person: 'li' },
      { ...day, unit: 'west', part: 'officer', fault: 'no-channel', person: 'wu' },
    ]);
  });

  it('finds people who are first on duty in two places at once, in both of them', () => {
    const shifts = [shift({}), shift({ id: 'b', unit: 'east' })];
    expect(faults(shifts, [person('li', 'sms')])).toMatchObject([
      { fault: 'doubled', unit: 'west', person: 'li', others: [{ unit: 'east', part: 'officer' }] },
      { fault: 'doubled', unit: 'east', person: 'li', others: [{ unit: 'west', part: 'officer' }] },
    ]);
  });
});

function gap(from: number, to: number) {
  return { from, to, unit: 'west', part: 'officer', fault: 'gap' };
}
