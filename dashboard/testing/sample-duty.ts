// Sample duty: two units with people on duty, one gap, names of 40 Chinese and 80 Latin characters among them; and many
// open cases with limits in every colour.
import {
  emptyDuty,
  type DutyContent,
  type CaseDeadline,
  type CaseDetail,
  type HandOver,
  type Mute,
  type Swap,
} from '../../contracts/index.ts';
import { summaryOf } from './fixture-cases.ts';
import type { DutyFixture } from './fixture-desk.ts';
import type { FixtureServer } from './fixture-server.ts';
import { createCaseAt, places } from './sample-district.ts';

export const longChinese =
  '示范区城市管理综合行政执法大队解放路街道第一网格片区夜间巡查值守与应急处置小组负责';
export const longLatin =
  'Konstantin Maximilian von Hohenstaufen-Wittelsbach the Younger of Upper Franconia';

const hour = 3_600_000;

const names: Readonly<Record<string, string>> = { wang: '王建国', li: '李娜', anna: longLatin };

function onDuty(...people: string[]) {
  return people.map((one) => ({
    person: one,
    name: names[one] ?? one,
    because: 'shift' as const,
    shift: 'night',
  }));
}

function createRoster(): DutyContent {
  const person = (id: string, name: string, user?: string) => ({
    id,
    name,
    language: 'zh-CN' as const,
    channels: [],
    ...(user === undefined ? {} : { user }),
  });
  return {
    ...emptyDuty,
    units: [
      { id: 'street', name: '解放路街道', level: 'street' },
      { id: 'grid-1', name: longChinese, level: 'grid', parent: 'street' },
    ],
    people: [person('wang', '王建国'), person('li', '李娜', 'li.na'), person('anna', longLatin)],
  };
}

export function createDuty(now: number): DutyFixture {
  const nextChange = now + 5 * hour;
  const duties = [
    {
      unit: 'grid-1',
      unitName: longChinese,
      part: 'officer' as const,
      people: onDuty('wang'),
      nextChange,
    },
    { unit: 'grid-1', unitName: longChinese, part: 'property' as const, people: [], nextChange },
    {
      unit: 'street',
      unitName: '解放路街道',
      part: 'duty-leader' as const,
      people: onDuty('li'),
      nextChange: null,
    },
  ];
  return {
    duties,
    later: duties.map((one) => ({ ...one, people: onDuty('anna'), nextChange: null })),
    me: 'li',
    handOvers: createHandOvers(now),
    swaps: createSwaps(now),
    mutes: createMutes(now),
    reviews: [],
    roster: createRoster(),
  };
}

function createHandOvers(now: number): HandOver[] {
  const at = now - 20 * 60_000;
  const shift = { unit: 'grid-1', summary: createSummary(now) };
  const open: HandOver = {
    ...shift,
    handOver: 2,
    unitName: longChinese,
    part: 'officer',
    from: at - 8 * hour,
    at,
    madeAt: at + 120_000,
    outgoing: ['王建国'],
    incoming: ['李娜', longLatin],
    signedAt: null,
    signedBy: null,
    note: null,
    maySign: true,
  };
  const signed: HandOver = {
    ...open,
    handOver: 1,
    unitName: '解放路街道',
    part: 'duty-leader',
    at: at - 8 * hour,
    madeAt: at - 8 * hour,
    incoming: [],
    signedAt: at,
    signedBy: 'li.na',
    note: '3号摄像头已报修',
    maySign: false,
  };
  return [open, signed];
}

/** One case in each colour, one of them put aside, one with a long name. */
function createSummary(now: number): HandOver['summary'] {
  const cases = lights.toReversed().map((light, index) => ({
    kind: 'blocked-fire-exit',
    state: 'dispatched' as const,
    holder: null,
    caseId: `20261122-000${index + 1}`,
    where: index === 1 ? longChinese : '3号楼',
    light,
    snoozedUntil: index === 2 ? now + hour : null,
  }));
  return {
    open: 3,
    red: 1,
    cases,
    happened: { reported: 7, handled: 4, closed: 3 },
    mutes: createMutes(now).slice(0, 1),
    cameras: [{ cameraId: 'gate-2', name: '北门2号摄像头', state: 'offline' }],
  };
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
      answers: ['agree', 'decline'],
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
  const mute = { of: 'fence', id: 'exit-3-floor', from: now - hour, reason: '道路施工' } as const;
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

/** Three cases wait for a review, the first one with a picture. */
export function fillReviews(server: Pick<FixtureServer, 'cases' | 'duty'>): void {
  const now = Date.now();
  server.cases = createOpenCases(3, now).map((file, index) => ({
    ...file,
    state: 'reported' as const,
    hasPicture: index === 0,
  }));
  server.duty.reviews = server.cases.map((file, index) => ({
    case: summaryOf(file),
    until: now + (index + 1) * 300_000,
    otherwise: index === 1 ? ('lapse' as const) : ('send' as const),
    reason: 'a person confirms it before it goes out',
  }));
}
