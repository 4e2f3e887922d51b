// The coming shifts of a person.
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type Shift } from '../../contracts/index.ts';
import { comingShifts } from './coming-shifts.ts';
import { createRoster } from './roster.ts';

const shanghai = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
const shift = (id: string, from: string, to: string, ...people: string[]): Shift => ({
  id,
  unit: 'west',
  part: 'officer',
  layer: 0,
  handOverAt: '00:00',
  people,
  hours: [{ days: [...days], from, to }],
});
const duty = [{ unit: 'west', part: 'officer' as const }];

function coming(shifts: Shift[], from: string, to: string, person = 'li') {
  const parts = { organisation: { people: [], shifts, overrides: [] }, calendar: emptyCalendar };
  const roster = createRoster({ ...parts, timezone: 'Asia/Shanghai' });
  const span = { from: shanghai(from), to: shanghai(to) };
  return comingShifts(person, duty, roster, span).map((one) => [one.from, one.until]);
}

describe('comingShifts', () => {
  const night = shift('night', '22:00', '06:00', 'li');
  it('returns each night once, the running one from now on, the last one up to the end of the span', () => {
    expect(coming([night], '22T23:00', '24T23:00')).toEqual([
      [shanghai('22T23:00'), shanghai('23T06:00')],
      [shanghai('23T22:00'), shanghai('24T06:00')],
      [shanghai('24T22:00'), shanghai('24T23:00')],
    ]);
  });

  it('joins adjacent shifts, and is empty for a person without any', () => {
    const evening = shift('evening', '18:00', '22:00', 'li');
    expect(coming([night, evening], '22T12:00', '23T12:00')).toEqual([
      [shanghai('22T18:00'), shanghai('23T06:00')],
    ]);
    expect(coming([night], '22T12:00', '23T12:00', 'sun')).toEqual([]);
    expect(coming([], '22T12:00', '23T12:00')).toEqual([]);
  });
});
