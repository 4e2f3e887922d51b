// Sample duty: two units with people on duty, one gap, names of 40 Chinese and 80 Latin characters among them; and many
// open cases with limits in every colour.
import {
  emptyDuty,
  type CaseDeadline,
  type CaseDetail,
  type HandOver,
  type Mute,
  type Swap,
} from '../../contracts/index.ts';
import type { DutyFixture } from './fixture-desk.ts';
import { createCaseAt, places } from './sample-district.ts';

export const longChinese =
  '示范区城市管理综合行政执法大队解放路街道第一网格片区夜间巡查值守与应急处置小组负责';
export const longLatin =
  'Konstantin Maximilian von Hohenstaufen-Wittelsbach the Younger of Upper Franconia';

const hour = 3_600_000;

export function createDuty(now: number): DutyFixture {
  const person = (id: string, name: string, user?: string) => ({
    id,
    name,
    language: 'zh-CN' as const,
    channels: [],
    ...(user === undefined ? {} : { user }),
  });
  const onDuty = (...people: string[]) =>
    people.map((one) => ({ person: one, because: 'shift' as const, shift: 'night' }));
  const nextChange = now + 5 * hour;
  const duties = [
    { unit: 'grid-1', part: 'officer' as const, people: onDuty('wang'), nextChange },
    { unit: 'grid-1', part: 'property' as const, people: [], nextChange },
    { unit: 'street', part: 'duty-leader' as const, people: onDuty('li'), nextChange: null },
  ];
  return {
    duties,
    later: duties.map((one) => ({ ...one, people: onDuty('anna'), nextChange: null })),
    me: 'li',
    handOvers: createHandOvers(now),
    swaps: createSwaps(now),
    mutes: createMutes(now),
    reviews: [],
    roster: {
      ...emptyDuty,
      units: [
        { id: 'street', name: '解放路街道', level: 'street' },
        { id: 'grid-1', name: longChinese, level: 'grid', parent: 'street' },
      ],
      people: [person('wang', '王建国'), person('li', '李娜', 'li.na'), person('anna', longLatin)],
    },
  };
}

function createHandOvers(now: number): HandOver[] {
  const at = now - 20 * 60_000;
  const line = { kind: 'blocked-fire-exit', state: 'dispatched', holder: null } as const;
  const cases = lights.toReversed().map((light, index) => ({
    ...line,
    caseId: `20261122-000${index + 1}`,
    where: index === 1 ? longChinese : '3号楼',
    light,
    snoozedUntil: index === 2 ? now + hour : null,
  }));
  const summary: HandOver['summary'] = {
    open: 3,
    red: 1,
    cases,
    happened: { reported: 7, handled: 4, closed: 3 },
    mutes: createMutes(now).slice(0, 1),
    cameras: [{ cameraId: 'gate-2', name: '北门2号摄像头', state: 'offline' }],
  };
  const shift = { unit: 'grid-1', unitName: longChinese, part: 'officer', summary } as const;
  const open = { signedAt: null, signedBy: null, note: null, maySign: true };
  return [
    {
      ...shift,
      ...open,
      handOver: 2,
      from: at - 8 * hour,
      at,
      madeAt: at + 120_000,
      outgoing: ['王建国'],
      incoming: ['李娜', longLatin],
    },
    {
      ...shift,
      handOver: 1,
      unitName: '解放路街道',
      part: 'duty-leader',
      from: at - 16 * hour,
      at: at - 8 * hour,
      madeAt: at - 8 * hour,
      maySign: false,
      outgoing: ['李娜'],
      incoming: [],
      signedAt: at,
      signedBy: 'li.na',
      note: '3号摄像头已报修',
    },
  ];
}

function createSwaps(now: number): Swap[] {
  const give = {
    unit: 'grid-1',
    part: 'officer',
    from: now + 9 * hour,
    until: now + 17 * hour,
  } as const;
  const asked = { give, inReturn: null, asker: 'wang', askerName: '王建国', askedAt: now - hour };
  const other = {
    other: 'li',
    otherName: '李娜',
    reason: '家中有事',
    endedBy: null,
    version: null,
  };
  return [
    {
      ...asked,
      ...other,
      swap: 2,
      state: 'asked',
      endedAt: null,
      answers: ['agree', 'decline', 'force'],
    },
    {
      ...asked,
      ...other,
      swap: 1,
      state: 'declined',
      endedAt: now,
      endedBy: 'li.na',
      answers: [],
    },
  ];
}

function createMutes(now: number): Mute[] {
  const mute = { of: 'fence', id: '3号楼消防通道', from: now - hour, reason: '道路施工' } as const;
  return [
    { ...mute, mute: 1, until: now + 2 * hour, author: 'li.na', endedBy: null },
    {
      ...mute,
      mute: 2,
      of: 'camera',
      id: 'gate-2',
      until: now - 600_000,
      author: 'li.na',
      endedBy: null,
    },
  ];
}

const lights = ['green', 'yellow', 'red'] as const;

/** Newest first; every third in another colour, some with names as long as names may be. */
export function createOpenCases(total: number, now: number): CaseDetail[] {
  return Array.from({ length: total }, (_, index) => {
    const detail = createCaseAt(
      places.exit,
      `20261122-${String(total - index).padStart(4, '0')}`,
      now - index * 60_000,
      { hasPicture: false },
    );
    const names = index % 50 === 1 ? { cameraName: longLatin, fenceName: longChinese } : {};
    return { ...detail, ...names, deadlines: [deadlineOf(index, now)] };
  });
}

function deadlineOf(index: number, now: number): CaseDeadline {
  const light = lights[index % 3] ?? 'green';
  const left = { green: 2 * hour, yellow: 600_000, red: -600_000 }[light] + index * 1000;
  return {
    name: 'acknowledge',
    limit: { unit: 'time', amount: hour },
    used: 0.5,
    light,
    greenUntil: light === 'green' ? now + left - hour : null,
    yellowUntil: now + left,
    metAt: null,
    isRunning: true,
  };
}
