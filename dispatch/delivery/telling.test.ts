// The direct messages of one alert; who is not notified, and why.
import { describe, expect, it } from 'vitest';
import type { Alert, SiteFile } from '../../contracts/index.ts';
import { decideAlert, type AlertDecision } from '../cases/decide-alert.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import { recipientsOfSite } from '../engine/recipients-of-site.ts';
import { toRecipients } from '../routing/recipients.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { anAlert, sundayMorning as at } from '../testing/alerts.ts';
import { tellingOfAlert, type Telling } from './telling.ts';

const hook = { type: 'webhook', id: 'hook', url: 'http://x.test', secret: '${S}' } as const;
const robot = { type: 'wecom', id: 'robot', key: '${S}' } as const;
const direct = [hook, robot];
const people = {
  li: { name: 'Li', channels: ['hook', 'robot'] },
  wang: { name: 'Wang', channels: ['robot'] },
};
const rosterOf = (officer: object, property: object, rest: object = {}) => [
  { gridCell: testCell, officer, property, ...rest },
];

function tell(file: object, alert: Alert = anAlert(), before?: AlertDecision): Telling {
  const parts = { channels: { direct }, ...file } as Partial<SiteFile>;
  const site = aSite(parts, { S: 'secret' });
  const recipients = recipientsOfSite(site);
  const { gridCell, severity, incident } = alert;
  const asked = { kind: incident.kind, severity, gridCell, place: null };
  const addressed = toRecipients({ case: asked, recipients, at });
  const current = before ? { case: before.case, incidents: [before.incident] } : null;
  const decision = decideAlert({ alert, current, caseId: 'c', fence: unknownFence, at });
  const { telling } = recipients;
  return tellingOfAlert({ alert, decision, ...addressed, telling, publicUrl: 'http://d', at });
}

const namesOf = ({ direct: rows }: Telling) => rows.map(({ addressee }) => addressee.name);
const reasonsOf = ({ untold }: Telling) =>
  untold.map(({ role, person, reason }) => [role, person, reason]);
const opened = decideAlert({
  alert: anAlert(),
  current: null,
  caseId: 'c',
  fence: unknownFence,
  at,
});

describe('tellingOfAlert', () => {
  it('notifies only the topics on a site without direct channels, without any fault', () => {
    const { outgoing, direct: rows, untold } = tell({ channels: {} });
    expect([outgoing.length, rows, untold]).toEqual([2, [], []]);
  });

  it('notifies one person of a unit above once, whatever roles the person has', () => {
    const file = {
      units: [
        { id: 'city', name: 'City', level: 'city' },
        { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [testCell] },
      ],
      people: [{ id: 'wu', name: 'Wu', channels: ['hook'] }],
      shifts: [{ id: 'a', unit: 'city', part: 'duty-leader', people: ['wu'] }],
    };
    const telling = tell(file);
    expect(telling.outgoing.map(({ notification: { notificationId } }) => notificationId)).toEqual([
      'exit-3-0001-1-duty-leader',
    ]);
    expect(namesOf(telling)).toEqual(['Wu']);
    expect(reasonsOf(telling)).toEqual([['duty-leader', 'Wu', 'told-already']]);
  });

  it('notifies each person on duty over the person’s channels, in addition to the topics', () => {
    const telling = tell({ roster: rosterOf(people.li, people.wang) });
    expect(telling.outgoing).toHaveLength(2);
    expect(telling.direct.map(({ addressee: { name, channels } }) => [name, channels])).toEqual([
      ['Li', ['hook', 'robot']],
      ['Wang', ['robot']],
    ]);
    expect(telling.direct.map(({ notification }) => notification.notificationId)).toEqual([
      'exit-3-0001-1-officer-direct',
      'exit-3-0001-1-property-direct',
    ]);
    expect(telling.untold).toEqual([]);
    expect(telling.limit).toEqual({ messages: 30, within: 600_000 });
  });

  it('reports people without a channel; the topics count as a channel if the person uses them', () => {
    const telling = tell({
      roster: rosterOf({ name: 'Zhao' }, { name: 'Qian', channels: ['mqtt'] }),
    });
    expect(namesOf(telling)).toEqual([]);
    expect(reasonsOf(telling)).toEqual([['officer', 'Zhao', 'no-channel']]);
  });

  it('notifies one person once, whatever roles the person has', () => {
    const telling = tell({ roster: rosterOf(people.li, people.li) });
    expect(namesOf(telling)).toEqual(['Li']);
    expect(reasonsOf(telling)).toEqual([['property', 'Li', 'told-already']]);
  });

  it('notifies the group of the cell too, and reports that nobody is on duty', () => {
    const group = tell({ roster: rosterOf(people.li, people.wang, { channels: ['robot'] }) });
    expect(group.direct.map(({ addressee }) => addressee.key)).toEqual([
      'duty Li ',
      'duty Wang ',
      `cell ${testCell}`,
    ]);
    const nobody = tell({ roster: [] });
    expect(reasonsOf(nobody)).toEqual([
      ['officer', null, 'nobody-on-duty'],
      ['property', null, 'nobody-on-duty'],
    ]);
  });

  const units = [
    { id: 'street', name: 'Street', level: 'street', channels: ['robot'] },
    { id: 'west', name: 'West', level: 'grid', parent: 'street', cells: [testCell] },
  ];

  it('notifies the group of the nearest unit with a channel, also when nobody is on duty', () => {
    const telling = tell({ units, roster: [] });
    expect(telling.direct.map(({ addressee }) => addressee.key)).toEqual(['unit street']);
    expect(telling.untold.map(({ reason }) => reason)).toEqual([
      'nobody-on-duty',
      'nobody-on-duty',
    ]);
  });

  it('notifies people of an organisation by their ids', () => {
    const telling = tell({
      units,
      people: [{ id: 'li', name: 'Li', channels: ['hook'], email: 'li@x.test', language: 'en' }],
      shifts: [{ id: 'a', unit: 'west', part: 'officer', people: ['li'] }],
      roster: [],
    });
    expect(telling.direct[0]?.addressee).toMatchObject({
      key: 'person li',
      email: 'li@x.test',
      language: 'en',
      channels: ['hook'],
    });
  });

  it('sends direct messages for new, returned and cleared objects, and for others only on request', () => {
    const roster = rosterOf(people.li, people.wang);
    const still = anAlert({ sequence: 2 });
    expect(namesOf(tell({ roster }, still, opened))).toEqual([]);
    expect(tell({ roster }, still, opened).outgoing).toHaveLength(2);
    const asked = { roster, channels: { direct, telling: { stillThere: true } } };
    expect(namesOf(tell(asked, still, opened))).toEqual(['Li', 'Wang']);
    const cleared = anAlert({ sequence: 2, event: 'cleared' });
    expect(namesOf(tell({ roster }, cleared, opened))).toEqual(['Li', 'Wang']);
    expect(namesOf(tell({ roster }, still))).toEqual(['Li', 'Wang']);
  });
});
