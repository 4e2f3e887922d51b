// Units, people, shifts, routes and policies of a site file: what is accepted, and what is refused with path and reason.
import { describe, expect, it } from 'vitest';
import { parseSite } from './site.ts';

const cell = '370305001001001';
const whole = {
  version: 1,
  timezone: 'Asia/Shanghai',
  cameras: [{ id: 'gate', source: './gate.mp4' }],
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [cell] },
  ],
  people: [{ id: 'li', name: 'Li', channels: ['mqtt'] }],
  shifts: [{ id: 'a', unit: 'west', part: 'officer', people: ['li'] }],
  overrides: [
    {
      unit: 'west',
      part: 'officer',
      from: '2026-10-01T20:00',
      to: '2026-10-02T06:00',
      person: 'li',
    },
  ],
  routes: [{ name: 'all', tell: [{ part: 'officer', unit: 'west' }] }],
  deadlines: [
    { kinds: ['debris-pile'], handle: '2 workdays', onSite: '5 workhours', verify: '1h' },
  ],
  escalation: [{ steps: [{ after: '5m', tell: 'again' }], repeat: 2 }],
  workingTime: [{ days: ['mon'], from: '09:00', to: '17:00' }],
  closure: { clearFor: '10m' },
};

const faultsOf = (change: object) => {
  const result = parseSite({ ...whole, ...change });
  return result.ok ? [] : result.faults.map(({ path, message }) => `${path}: ${message}`);
};

describe('a site file', () => {
  it('may have an organisation, routes and a policy; the rest gets defaults', () => {
    const result = parseSite(whole);
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    const { organisation, routes, policy } = result.site;
    expect(organisation.people).toMatchObject([{ id: 'li', language: 'zh-CN' }]);
    expect(organisation.shifts).toMatchObject([{ layer: 0, handOverAt: '00:00' }]);
    expect(routes).toMatchObject([{ name: 'all' }]);
    expect(policy.deadlines[0]).toEqual({
      kinds: ['debris-pile'],
      handle: { unit: 'workdays', amount: 2 },
      onSite: { unit: 'workhours', amount: 18_000_000 },
      verify: { unit: 'time', amount: 3_600_000 },
    });
    expect(policy.escalation[0]).toMatchObject({ repeat: 2, steps: [{ after: 300_000 }] });
    expect(policy.closure).toEqual({
      clearFor: 600_000,
      returnAfter: 900_000,
      clearBeforeArrival: 'people',
    });
  });

  it('may have none of it', () => {
    const { version, timezone, cameras } = whole;
    const result = parseSite({ version, timezone, cameras });
    expect(result).toMatchObject({ ok: true, site: { organisation: { units: [] }, routes: [] } });
  });

  it.each<[string, object, string]>([
    [
      'a unit twice',
      { units: [whole.units[0], whole.units[0]], shifts: [], overrides: [], routes: [] },
      'units[1].id: "city" is already the id of units[0]',
    ],
    [
      'a parent that is not there',
      { units: [{ ...whole.units[1], parent: 'moon' }] },
      'units[0].parent: expected the id of a unit in this file, got "moon"',
    ],
    [
      'a parent of no higher level',
      { units: [whole.units[0], { ...whole.units[1], level: 'city' }] },
      'units[1].parent: expected a unit of a higher level than city, "city" is of level city',
    ],
    [
      'a unit above itself',
      { units: [{ ...whole.units[1], parent: 'west' }] },
      'units[0].parent: expected a unit of a higher level than grid, "west" is of level grid',
    ],
    [
      'a cell in two units',
      { units: [...whole.units, { id: 'x', name: 'X', level: 'grid', cells: [cell] }] },
      `units[2].cells[0]: expected a cell of one unit, "${cell}" is one of "west" already`,
    ],
    [
      'a shift of nobody known',
      { shifts: [{ ...whole.shifts[0], people: ['wu'] }] },
      'shifts[0].people[0]: expected the id of a person in this file, got "wu"',
    ],
    [
      'a shift without people',
      { shifts: [{ ...whole.shifts[0], people: [] }] },
      'shifts[0].people: expected array to have >=1 items',
    ],
    [
      'a shift for an unknown part',
      { shifts: [{ ...whole.shifts[0], part: 'boss' }] },
      'shifts[0].part: expected one of "officer"|"property"|"duty-leader", got "boss"',
    ],
    [
      'an override that ends before it begins',
      { overrides: [{ ...whole.overrides[0], to: '2026-10-01T20:00' }] },
      'overrides[0].to: expected a time after `from`',
    ],
    [
      'an override of nobody',
      { overrides: [{ ...whole.overrides[0], person: undefined }] },
      'overrides[0]: expected who serves, or who does not',
    ],
    [
      'a local time with a zone',
      { overrides: [{ ...whole.overrides[0], from: '2026-10-01T20:00Z' }] },
      'overrides[0].from: expected a time such as "2026-10-01T20:00", got "2026-10-01T20:00Z"',
    ],
    [
      'a route to an unknown unit',
      { routes: [{ name: 'all', tell: [{ part: 'officer', unit: 'moon' }] }] },
      'routes[0].tell[0].unit: expected the id of a unit in this file, got "moon"',
    ],
    [
      'a limit without a unit',
      { deadlines: [{ handle: '4' }] },
      'deadlines[0].handle: expected a limit such as "30m", "2h", "5 workhours" or "4 workdays"',
    ],
    [
      'a limit of nothing',
      { deadlines: [{ handle: '0 workdays' }] },
      'deadlines[0].handle: expected a limit longer than zero',
    ],
    [
      'an escalation that goes back in time',
      {
        escalation: [
          {
            steps: [
              { after: '5m', tell: 'again' },
              { after: '5m', tell: 'again' },
            ],
          },
        ],
      },
      'escalation[0].steps[1].after: expected a later time than that of the step before',
    ],
    [
      'working time over midnight',
      { workingTime: [{ from: '22:00', to: '06:00' }] },
      'workingTime[0]: expected hours within one day',
    ],
    ['a key that is not known', { closure: { clearfor: '1m' } }, 'closure.clearfor: unknown key'],
  ])('is refused with %s', (_, change, fault) => {
    expect(faultsOf(change)).toContainEqual(expect.stringContaining(fault));
  });
});
