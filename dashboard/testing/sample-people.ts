/// <reference types="node" />
// People of the sample district in every condition that the page tells, with units, shifts, channels and log-ins; imports.
import {
  rowFaultCodes,
  shiftSchema,
  staffSchema,
  type ChannelView,
  type PeopleSetup,
  type UserEntry,
} from '../../contracts/index.ts';
import { emptyImportAnswer, type PeopleFixture } from './fixture-people.ts';

const at = Date.UTC(2026, 10, 22, 1, 30);

export function aLogIn(username: string, change: Partial<UserEntry> = {}): UserEntry {
  return {
    ...{ username, role: 'responder', logsInWith: 'password', createdAt: at, disabledAt: null },
    ...{ hasPassword: true, invitedUntil: null },
    ...change,
  };
}

type Written = Parameters<typeof staffSchema.parse>[0];
const aPerson = (person: Written, origin: 'dashboard' | 'site-file' | 'edited', devices = 0) => ({
  ...{ person: staffSchema.parse(person), origin, devices },
});

export const aNamedPerson = (id: string) => aPerson({ id, name: id }, 'dashboard');

const aChannel = (id: string, type: ChannelView['type'], where: string): ChannelView => ({
  ...{ id, type, where, problem: null, deliveredAt: null },
});

export const sampleUnits: PeopleSetup['units'] = [
  { id: 'west-1', name: '西一网格', level: 'grid', parent: 'linzi', cells: ['370305001001001'] },
  { id: 'linzi', name: '临淄街道', level: 'street' },
];

export function fillPeople(people: PeopleFixture): void {
  people.units = [...sampleUnits];
  people.channels = [
    aChannel('push', 'web-push', 'mailto:ops@example.org'),
    aChannel('sms', 'sms', 'https://sms.example.org'),
    aChannel('mail', 'email', 'smtp.example.org:587'),
    aChannel('group-1', 'wecom', 'https://qyapi.weixin.qq.com'),
  ];
  people.people = [
    aPerson(
      {
        ...{ id: 'p-01', name: '李娜', phone: '13800000001', user: 'li.na' },
        channels: ['push', 'sms', 'mqtt', 'group-1'],
      },
      'site-file',
      2,
    ),
    aPerson({ id: 'p-02', name: '孙伟', channels: ['push', 'mail'], user: 'sun.wei' }, 'edited'),
    aPerson({ id: 'p-03', name: '王芳' }, 'dashboard'),
    aPerson({ id: 'p-04', name: '赵强', until: '2026-10-31', user: 'zhao.qiang' }, 'dashboard'),
    aPerson({ id: 'p-05', name: '吴迪', until: '2026-12-31', channels: ['mqtt'] }, 'dashboard'),
  ];
  people.shifts = [
    shiftSchema.parse({
      ...{ id: 'west-day', unit: 'west-1', part: 'officer', people: ['p-01', 'p-02', 'p-05'] },
      hours: [{ from: '08:00', to: '20:00' }],
      rotation: { days: 2, start: '2026-11-02' },
    }),
    shiftSchema.parse({ id: 'lead', unit: 'linzi', part: 'duty-leader', people: ['p-01'] }),
  ];
  people.logIns = [
    aLogIn('li.na', { cells: ['370305001'] }),
    aLogIn('sun.wei', { hasPassword: false, invitedUntil: at }),
    aLogIn('zhao.qiang'),
    aLogIn('auditor-1', { role: 'auditor', disabledAt: at }),
  ];
  people.simpleDuties = 3;
}

/** One of each, with what a table could say. */
export function fillFaultyRoster(people: PeopleFixture): void {
  const fields = ['', 'email', 'channels[0]', 'people[3].channels[1]', 'hours.0.days', 'shoe'];
  const faults = rowFaultCodes.map((code, index) => ({
    ...{ line: index < 3 ? null : index, column: index < 3 ? null : 4, code },
    field: code === 'bad-value' ? 'email' : (fields[index % fields.length] ?? ''),
    ...{ expected: 'an address', got: index % 2 === 0 ? '"a-1"' : '' },
  }));
  people.importAnswer = { ...emptyImportAnswer, difference: null, faults };
}

export function fillGoodRoster(people: PeopleFixture): void {
  const { difference } = emptyImportAnswer;
  if (difference === null) throw new Error('expected a difference');
  people.importAnswer = {
    ...{ ...emptyImportAnswer, entries: 12, skipped: 2, encoding: 'gb18030' },
    difference: {
      ...difference,
      people: { added: ['p-06', 'p-07'], changed: ['p-01'], removed: [] },
    },
  };
}
