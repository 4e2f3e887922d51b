// The recipients of a case and why: the first matching route, the people on duty, and the levels above when there are none.
import { describe, expect, it } from 'vitest';
import { emptyCalendar, type Route, type Shift, type Unit } from '../../contracts/index.ts';
import { createRoster } from '../roster/roster.ts';
import { createRouter, type RouteRequest } from './route-case.ts';

const cell = '370305001001001';
const units: Unit[] = [
  { id: 'city', name: 'City', level: 'city' },
  { id: 'district', name: 'District', level: 'district', parent: 'city' },
  { id: 'street', name: 'Street', level: 'street', parent: 'district' },
  { id: 'west', name: 'West', level: 'grid', parent: 'street', cells: [cell] },
  { id: 'east', name: 'East', level: 'grid', parent: 'district', cells: ['370305001001002'] },
];
const shift = (unit: string, part: Shift['part'], ...people: string[]): Shift => ({
  id: `${unit}-${part}`,
  unit,
  part,
  people,
  layer: 0,
  handOverAt: '00:00',
});
const usualShifts = [
  shift('west', 'officer', 'li', 'wang'),
  shift('west', 'property', 'sun'),
  shift('street', 'duty-leader', 'chen'),
  shift('city', 'duty-leader', 'zhou'),
];
const night = Date.parse('2026-11-22T02:10:00+08:00');

function route(
  change: Partial<RouteRequest['case']> & Pick<RouteRequest, 'level' | 'person'> = {},
  { routes = [], shifts = usualShifts }: { routes?: Route[]; shifts?: Shift[] } = {},
) {
  const { level, person, ...rest } = change;
  const time = { timezone: 'Asia/Shanghai', calendar: emptyCalendar };
  const organisation = { units, people: [], shifts, overrides: [] };
  const roster = createRoster({ organisation, ...time });
  const router = createRouter({ routes, organisation, roster, hasDirect: false, ...time });
  return router({
    case: {
      kind: 'debris-pile',
      severity: 'normal',
      gridCell: cell,
      place: 'north-stairs',
      ...rest,
    },
    at: night,
    ...(level === undefined ? {} : { level }),
    ...(person === undefined ? {} : { person }),
  });
}

const peopleOf = ({ told }: ReturnType<typeof route>) =>
  told.map(({ duty }) => duty?.person ?? null);

describe('a case', () => {
  it('goes to officer and property staff of its cell by default', () => {
    const routing = route();
    expect(routing).toMatchObject({ route: 'default', passed: [], unit: 'west' });
    expect(peopleOf(routing)).toEqual(['li', 'sun']);
    expect(routing.told[0]).toMatchObject({
      duty: { unit: 'west', part: 'officer', because: 'shift', shift: 'west-officer' },
      way: [{ unit: 'west', part: 'officer', reason: 'on-duty' }],
    });
  });

  const tell: Route['tell'] = [{ part: 'duty-leader', level: 'city' }];
  it.each<[string, Omit<Route, 'name' | 'tell'>, string | null]>([
    ['the kind', { kinds: ['street-vending'] }, 'kind'],
    ['the severity', { severities: ['critical'] }, 'severity'],
    ['the cell', { cells: ['370305001001002'] }, 'cell'],
    ['the unit', { units: ['east'] }, 'unit'],
    ['the place', { places: ['south-stairs'] }, 'place'],
    ['the hours', { hours: [{ days: ['sun'], from: '08:00', to: '20:00' }] }, 'hours'],
    ['everything', { kinds: ['debris-pile'], cells: [cell], places: ['north-stairs'] }, null],
    ['a unit above', { units: ['district'] }, null],
    [
      'a night that began on the day before',
      { hours: [{ days: ['sat'], from: '20:00', to: '08:00' }] },
      null,
    ],
  ])('is held against a route by %s', (_, conditions, because) => {
    const routing = route({}, { routes: [{ name: 'mine', ...conditions, tell }] });
    if (because === null) {
      expect(routing).toMatchObject({ route: 'mine', passed: [] });
      expect(peopleOf(routing)).toEqual(['zhou']);
    } else
      expect(routing).toMatchObject({ route: 'default', passed: [{ route: 'mine', because }] });
  });

  it('uses the first matching route', () => {
    const routes = ['one', 'two'].map((name): Route => ({ name, tell }));
    expect(route({}, { routes }).route).toBe('one');
  });

  it('goes up a level when nobody is on duty, and records each level', () => {
    const shifts = [shift('street', 'duty-leader', 'chen')];
    expect(route({}, { shifts }).told[0]).toMatchObject({
      duty: { person: 'chen', unit: 'street', part: 'duty-leader' },
      way: [
        { unit: 'west', part: 'officer', reason: 'nobody-on-duty' },
        { unit: 'street', part: 'officer', reason: 'nobody-on-duty' },
        { unit: 'street', part: 'duty-leader', reason: 'on-duty' },
      ],
    });
  });

  it('reports that nobody is on duty on any level', () => {
    const routing = route({}, { shifts: [] });
    expect(peopleOf(routing)).toEqual([null, null]);
    expect(routing.told[0]?.way).toHaveLength(7);
  });

  it.each([
    ['the next person', { person: 1 }, 'wang'],
    ['no further person', { person: 2 }, 'chen'],
    ['the next level', { level: 1 }, 'chen'],
    ['a level on which nobody is', { level: 2 }, 'zhou'],
    ['the top', { level: 3 }, 'zhou'],
    ['above the top', { level: 9 }, 'zhou'],
  ])('is escalated to %s', (_, step, person) => {
    expect(peopleOf(route(step))[0]).toBe(person);
  });

  it('of no cell, or of a cell outside all units, goes to the leader of the highest unit', () => {
    for (const gridCell of [null, '370305001001999']) {
      const routing = route({ gridCell });
      expect(routing.unit).toBeNull();
      expect(peopleOf(routing)).toEqual(['zhou', 'zhou']);
    }
  });
});
