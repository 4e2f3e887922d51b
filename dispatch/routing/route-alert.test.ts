// Who is told, by cell, kind and hour; hours in the site's own time zone, also over midnight and over a change of clocks.
import { describe, expect, it } from 'vitest';
import { hoursSchema, type Duty } from '../../contracts/index.ts';
import { isWithinHours } from './on-duty.ts';
import { routeAlert } from './route-alert.ts';

const cell = '370305001001001';
const shanghai = 'Asia/Shanghai';
const span = (from: string, to: string, days?: string[]) => hoursSchema.parse({ from, to, days });
const duty = (name: string, parts: Partial<Duty> = {}): Duty => ({
  gridCell: cell,
  officer: { name },
  property: { name: `${name}'s warden`, phone: '138' },
  ...parts,
});
const anAlertIn = (gridCell: string | null) => ({
  gridCell,
  incident: { kind: 'blocked-fire-exit' as const },
});
/** Local time in Shanghai, which is 8 hours ahead all year. */
const shanghaiTime = (text: string) => Date.parse(`${text}:00+08:00`);
const noon = shanghaiTime('2026-11-22T12:00');

describe('routeAlert', () => {
  it('tells both roles of the cell, with who is on duty', () => {
    expect(routeAlert(anAlertIn(cell), [duty('li')], noon, shanghai)).toEqual([
      {
        role: 'officer',
        person: { name: 'li' },
        topic: `fencewatch/v1/cells/${cell}/officer`,
        reason: 'on-duty',
      },
      {
        role: 'property',
        person: { name: "li's warden", phone: '138' },
        topic: `fencewatch/v1/cells/${cell}/property`,
        reason: 'on-duty',
      },
    ]);
  });

  const day = duty('day', { hours: [span('08:00', '20:00')] });
  const night = duty('night', { hours: [span('20:00', '08:00')] });
  const vending = duty('vending', { kinds: ['street-vending'] });
  const exits = duty('exits', { kinds: ['blocked-fire-exit', 'debris-pile'] });
  const elsewhere = duty('elsewhere', { gridCell: '370305001001002' });

  it.each<[string, Duty[], string, string | null, string]>([
    ['an empty roster', [], '12:00', null, 'cell-not-in-roster'],
    ['only other cells', [elsewhere], '12:00', null, 'cell-not-in-roster'],
    ['only other kinds', [vending], '12:00', null, 'kind-not-in-roster'],
    ['only other hours', [day], '22:00', null, 'nobody-at-this-hour'],
    ['the day shift', [day, night], '12:00', 'day', 'on-duty'],
    ['the night shift before midnight', [day, night], '23:59', 'night', 'on-duty'],
    ['the night shift after midnight', [day, night], '03:00', 'night', 'on-duty'],
    ['the first minute of a shift', [day, night], '08:00', 'day', 'on-duty'],
    ['the first minute after a shift', [day, night], '20:00', 'night', 'on-duty'],
    ['the entry of its kind', [vending, exits], '12:00', 'exits', 'on-duty'],
    ['the first of two that fit', [exits, duty('second')], '12:00', 'exits', 'on-duty'],
    ['a later one when the first is off', [day, duty('always')], '22:00', 'always', 'on-duty'],
  ])('takes %s', (_, roster, time, name, reason) => {
    const at = shanghaiTime(`2026-11-22T${time}`);
    const [officer, property] = routeAlert(anAlertIn(cell), roster, at, shanghai);
    expect(officer?.person?.name ?? null).toBe(name);
    expect([officer?.reason, property?.reason]).toEqual([reason, reason]);
  });

  it('sends alerts of a camera without a cell to the unassigned topics', () => {
    const recipients = routeAlert(anAlertIn(null), [duty('li')], noon, shanghai);
    expect(recipients).toMatchObject([
      { topic: 'fencewatch/v1/cells/unassigned/officer', person: null },
      { topic: 'fencewatch/v1/cells/unassigned/property', reason: 'camera-without-cell' },
    ]);
  });
});

describe('isWithinHours', () => {
  it('means always when there are no hours, and never when the list is empty', () => {
    expect(isWithinHours(undefined, noon, shanghai)).toBe(true);
    expect(isWithinHours([], noon, shanghai)).toBe(false);
  });

  it.each<[string, string[], string, boolean]>([
    ['Friday night belongs to Friday', ['fri'], '2026-11-20T23:00', true],
    ['and so does the morning after it', ['fri'], '2026-11-21T05:00', true],
    ['the morning of Friday belongs to Thursday', ['fri'], '2026-11-20T05:00', false],
    ['Sunday night runs into Monday', ['sun'], '2026-11-23T05:00', true],
    ['Monday night does not begin on Sunday', ['mon'], '2026-11-22T23:00', false],
  ])('%s', (_, days, time, expected) => {
    expect(isWithinHours([span('22:00', '06:00', days)], shanghaiTime(time), shanghai)).toBe(
      expected,
    );
  });

  it('lasts until the end of the day when it says 24:00', () => {
    const hours = [span('18:00', '24:00', ['sat'])];
    expect(isWithinHours(hours, shanghaiTime('2026-11-21T23:59'), shanghai)).toBe(true);
    expect(isWithinHours(hours, shanghaiTime('2026-11-22T00:00'), shanghai)).toBe(false);
  });

  it('covers a whole day from 00:00 to 24:00', () => {
    const hours = [span('00:00', '24:00', ['sun'])];
    expect(isWithinHours(hours, shanghaiTime('2026-11-22T00:00'), shanghai)).toBe(true);
    expect(isWithinHours(hours, shanghaiTime('2026-11-23T00:00'), shanghai)).toBe(false);
  });

  it('follows the clocks of the site when they change', () => {
    const hours = [span('08:00', '09:00')];
    const berlin = 'Europe/Berlin';
    expect(isWithinHours(hours, Date.parse('2026-07-01T06:30:00Z'), berlin)).toBe(true);
    expect(isWithinHours(hours, Date.parse('2026-12-01T06:30:00Z'), berlin)).toBe(false);
    expect(isWithinHours(hours, Date.parse('2026-12-01T07:30:00Z'), berlin)).toBe(true);
  });
});
