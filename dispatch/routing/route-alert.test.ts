// The recipients by cell, kind and hour; hours in the site's time zone, also across midnight and clock changes.
import { describe, expect, it } from 'vitest';
import { hoursSchema, type Duty } from '../../contracts/index.ts';
import { createDutyPlan, routeAlert } from './route-alert.ts';

const cell = '370305001001001';
const timezone = 'Asia/Shanghai';
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
  it('notifies both roles of the cell, with the person on duty', () => {
    expect(
      routeAlert(anAlertIn(cell), createDutyPlan({ roster: [duty('li')], timezone }), noon),
    ).toEqual([
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
    const [officer, property] = routeAlert(
      anAlertIn(cell),
      createDutyPlan({ roster, timezone }),
      at,
    );
    expect(officer?.person?.name ?? null).toBe(name);
    expect([officer?.reason, property?.reason]).toEqual([reason, reason]);
  });

  it('sends alerts of a camera without a cell to the unassigned topics', () => {
    const recipients = routeAlert(
      anAlertIn(null),
      createDutyPlan({ roster: [duty('li')], timezone }),
      noon,
    );
    expect(recipients).toMatchObject([
      { topic: 'fencewatch/v1/cells/unassigned/officer', person: null },
      { topic: 'fencewatch/v1/cells/unassigned/property', reason: 'camera-without-cell' },
    ]);
  });

  it('applies holidays and make-up workdays', () => {
    const calendar = {
      holidays: ['2026-11-23'],
      workdays: [{ date: '2026-11-22', as: 'mon' as const }],
    };
    const working = duty('working', {
      hours: [span('08:00', '18:00', ['mon', 'tue', 'wed', 'thu', 'fri'])],
    });
    const resting = duty('resting', { hours: [span('00:00', '24:00', ['sat', 'sun', 'holiday'])] });
    const onDuty = (time: string, plan = {}) => {
      const roster = [working, resting];
      const [officer] = routeAlert(
        anAlertIn(cell),
        createDutyPlan({ roster, timezone, ...plan }),
        shanghaiTime(time),
      );
      return officer?.person?.name;
    };
    const sunday = '2026-11-22T12:00';
    const monday = '2026-11-23T12:00';
    expect([sunday, monday].map((day) => onDuty(day))).toEqual(['resting', 'working']);
    expect([sunday, monday].map((day) => onDuty(day, { calendar }))).toEqual([
      'working',
      'resting',
    ]);
  });
});
