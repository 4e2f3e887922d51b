// Sample duty: two units with people on duty, one gap, names of 40 Chinese and 80 Latin characters among them; and many
// open cases with limits in every colour.
import { emptyDuty, type CaseDeadline, type CaseDetail } from '../../contracts/index.ts';
import type { DutyFixture } from './fixture-desk.ts';
import { createCaseAt, places } from './sample-district.ts';

export const longChinese =
  '示范区城市管理综合行政执法大队解放路街道第一网格片区夜间巡查值守与应急处置小组负责';
export const longLatin =
  'Konstantin Maximilian von Hohenstaufen-Wittelsbach the Younger of Upper Franconia';

const hour = 3_600_000;

export function createDuty(now: number): DutyFixture {
  const person = (id: string, name: string, user?: string) => ({
    ...{ id, name, language: 'zh-CN' as const, channels: [] },
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
    ...{ name: 'acknowledge', limit: { unit: 'time', amount: hour }, used: 0.5, light },
    greenUntil: light === 'green' ? now + left - hour : null,
    yellowUntil: now + left,
    ...{ metAt: null, isRunning: true },
  };
}
