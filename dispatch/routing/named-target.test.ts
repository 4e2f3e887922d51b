// Cases assigned by name: who is notified, how this is explained, and who is notified when the named person cannot be reached.
import { describe, expect, it } from 'vitest';
import type { Assignee, SiteFile } from '../../contracts/index.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { sundayMorning as at } from '../testing/alerts.ts';
import { toRecipients } from './recipients.ts';

const westCell = '370305001001002';
const eastCell = '370305001001003';

const city: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'street', name: 'Street', level: 'street', parent: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'street', cells: [westCell] },
    { id: 'east', name: 'East', level: 'grid', parent: 'street', cells: [eastCell] },
  ],
  people: [
    { id: 'li', name: 'Li Na', channels: ['mqtt'] },
    { id: 'sun', name: 'Sun Wei', channels: ['mqtt'] },
    { id: 'he', name: 'He Jie', channels: ['mqtt'] },
    { id: 'night', name: 'Night Officer', channels: ['mqtt'] },
    { id: 'mute', name: 'Without Channel' },
    { id: 'gone', name: 'Gone', until: '2026-11-01', channels: ['mqtt'] },
    { id: 'wu', name: 'Wu Di', channels: ['mqtt'] },
    { id: 'zhao', name: 'Zhao Lei', channels: ['mqtt'] },
  ],
  shifts: [
    { id: 'a', unit: 'west', part: 'officer', people: ['li', 'sun', 'mute', 'gone'] },
    { id: 'b', unit: 'east', part: 'officer', people: ['he'] },
    { id: 'p', unit: 'east', part: 'property', people: ['mute'] },
    { id: 'c', unit: 'street', part: 'duty-leader', people: ['wu'] },
    { id: 'd', unit: 'city', part: 'duty-leader', people: ['zhao'] },
    {
      id: 'n',
      unit: 'east',
      part: 'officer',
      people: ['night'],
      hours: [{ days: ['mon'], from: '00:00', to: '06:00' }],
    },
  ],
};
const direct: Partial<SiteFile> = {
  ...city,
  channels: { direct: [{ id: 'hook', type: 'webhook', url: 'http://x.test', secret: '${S}' }] },
};

function toldOf(
  to: Assignee,
  { file = direct, step = { level: 0, person: 0 }, gridCell = westCell, by = 'chen' } = {},
) {
  const recipients = recipientsOfSite(aSite(file, { S: 'secret' }));
  const givenTo = { to, by, how: 'transferred' } as const;
  const found = { kind: 'debris-pile', severity: 'normal', place: null } as const;
  const told = toRecipients({ case: { ...found, gridCell, givenTo }, recipients, at }, step);
  const [first] = told.recipients;
  return { ...told, first, name: first?.person?.name ?? null };
}

describe('a case that was assigned by name', () => {
  it('goes to the named person alone, and names the assigner', () => {
    const { recipients, first, trail, group } = toldOf({ person: 'sun' });
    expect(recipients).toHaveLength(1);
    expect(first).toMatchObject({ person: { name: 'Sun Wei' }, role: 'officer', reason: 'named' });
    expect(trail).toBe('transferred to Sun Wei by chen; officer: west sun on-duty, sun');
    expect(group).toBeNull();
  });

  it('goes to a person of another unit on the topic of the case’s cell', () => {
    const { name, first } = toldOf({ person: 'he' });
    expect(name).toBe('He Jie');
    expect(first?.topic).toBe(`fencewatch/v1/cells/${westCell}/officer`);
  });

  it.each([
    ['a unit', { unit: 'east' }, 'He Jie'],
    ['a cell', { cell: eastCell }, 'He Jie'],
    ['a level', { level: 'street' }, 'Wu Di'],
    ['a role', { part: 'duty-leader', unit: 'city' }, 'Zhao Lei'],
    ['a role of a level', { part: 'duty-leader', level: 'city' }, 'Zhao Lei'],
    ['a role of its own unit', { part: 'officer' }, 'Li Na'],
  ] as const)('goes to those on duty of %s', (_, to, name) => {
    const told = toldOf(to);
    expect(told.name).toBe(name);
    expect(told.first?.reason).toBe('named');
  });

  it('goes to the topic of the named cell', () => {
    expect(toldOf({ cell: eastCell }).first?.topic).toContain(eastCell);
  });

  it.each([
    ['off duty', { person: 'night' }, 'east night off-duty, street nobody-on-duty, street on-duty'],
    ['without a channel', { person: 'mute' }, 'west mute no-channel'],
    ['gone', { person: 'gone' }, 'west gone left'],
    ['in no roster', { person: 'nobody' }, 'west nobody left'],
    ['not in the named unit', { person: 'he', unit: 'west' }, 'west he off-duty'],
  ] as const)('goes to the next level when the named person is %s, and says so', (_, to, way) => {
    const { name, first, trail } = toldOf(to);
    expect(name).toBe('Wu Di');
    expect(first?.reason).toBe('went-up');
    expect(trail).toContain(way);
    expect(trail).toMatch(/^transferred to .+ by chen; /);
  });

  it('goes up a level when nobody of the named unit and role can be notified', () => {
    const { name, trail } = toldOf({ unit: 'east', part: 'property' });
    expect(name).toBe('Wu Di');
    expect(trail).toContain('east no-channel');
    expect(toldOf({ unit: 'west', part: 'duty-leader' }).trail).toContain('west nobody-on-duty');
  });

  it('goes to a colleague when there is nobody above the named person', () => {
    const people = [...(city.people ?? []), { id: 'off', name: 'Off' }];
    const shifts = (city.shifts ?? []).map((shift) =>
      shift.id === 'd' ? { ...shift, people: ['off', 'zhao'] } : shift,
    );
    const { name, trail } = toldOf({ person: 'off' }, { file: { ...direct, people, shifts } });
    expect(name).toBe('Zhao Lei');
    expect(trail).toContain('city off no-channel');
  });

  it('needs no channel when only topics are used', () => {
    expect(toldOf({ person: 'mute' }, { file: city }).name).toBe('Without Channel');
  });

  it('names nobody and uses the topic when nobody on any level can be notified', () => {
    const { first } = toldOf({ unit: 'east' }, { file: { ...direct, shifts: [] } });
    expect(first).toMatchObject({ person: null, reason: 'nobody-on-any-level' });
  });

  it('escalates from the named unit: its next person, then the levels above', () => {
    const steps = [
      { level: 0, person: 1 },
      { level: 0, person: 9 },
      { level: 1, person: 0 },
      { level: 2, person: 0 },
      { level: 7, person: 0 },
    ];
    const names = steps.map((step) => toldOf({ person: 'sun' }, { step }).name);
    expect(names).toEqual(['Li Na', 'Wu Di', 'Wu Di', 'Zhao Lei', 'Zhao Lei']);
  });

  it('uses the highest unit for an unknown one, and for a level above the highest', () => {
    expect(toldOf({ unit: 'nowhere' }).name).toBe('Zhao Lei');
    expect(toldOf({ level: 'district' }).name).toBe('Zhao Lei');
  });

  it('uses the named role and cell in a simple roster', () => {
    const simple = (to: Assignee, gridCell: string) => toldOf(to, { file: {}, gridCell });
    expect(simple({ part: 'property' }, testCell)).toMatchObject({
      recipients: [{ role: 'property', reason: 'named', person: { name: 'Warden Wang' } }],
      trail: `transferred to property by chen; the cell ${testCell} on-duty`,
    });
    expect(simple({ cell: testCell }, westCell).recipients).toMatchObject([
      { person: { name: 'Officer Li' }, reason: 'named' },
      { person: { name: 'Warden Wang' }, reason: 'named' },
    ]);
    const unknown = simple({ person: 'sun' }, testCell);
    expect(unknown.recipients).toHaveLength(2);
    expect(unknown.trail).toContain('not in the roster, so the cell');
    expect(simple({ part: 'duty-leader' }, testCell).recipients).toHaveLength(2);
  });
});
