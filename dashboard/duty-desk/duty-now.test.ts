// Who is on duty now and next, and the names of people.
import { describe, expect, test } from 'vitest';
import type { DutyNow } from '../api/desk-calls.ts';
import { dutyLines, nextMoments } from './duty-now.ts';
import { namesIn } from './use-names.ts';

type Duty = DutyNow['duties'][number];
const duty = (unit: string, people: string[], nextChange: number | null): Duty => ({
  unit,
  part: 'officer',
  nextChange,
  people: people.map((person) => ({ person, because: 'shift', shift: 'day' })),
});

describe('the times of the next changes', () => {
  test('are unique, the nearest first, and limited', () => {
    const duties = [9, 5, null, 5, 7, 6, 8].map((at, n) => duty(`u${n}`, [], at));
    expect(nextMoments(duties)).toEqual([5, 6, 7, 8]);
    expect(nextMoments([])).toEqual([]);
  });
});

describe('the rows of duty', () => {
  const now: DutyNow = { at: 1, duties: [duty('a', ['wang'], 5), duty('b', [], null)] };

  test('name who is on duty and who is next, and begin with gaps', () => {
    const later: DutyNow = { at: 5, duties: [duty('a', ['li'], 9)] };
    expect(dutyLines(now, [later])).toEqual([
      { unit: 'b', part: 'officer', now: [], nextAt: null, next: null },
      { unit: 'a', part: 'officer', now: ['wang'], nextAt: 5, next: ['li'] },
    ]);
  });

  test('do not show who is next before that is loaded', () => {
    expect(dutyLines(now, [])[1]).toMatchObject({ nextAt: 5, next: null });
    expect(dutyLines({ at: 1, duties: [] }, [])).toEqual([]);
  });
});

test('people and units have names by id, and people by their log-in', () => {
  const names = namesIn({
    units: [{ id: 'grid-1', name: '一网格', level: 'grid' }],
    people: [{ id: 'wang', name: '王建国', user: 'wang.jg', language: 'zh-CN', channels: [] }],
  });
  expect([...names]).toEqual([
    ['grid-1', '一网格'],
    ['wang', '王建国'],
    ['wang.jg', '王建国'],
  ]);
  expect(namesIn(null).size).toBe(0);
});
