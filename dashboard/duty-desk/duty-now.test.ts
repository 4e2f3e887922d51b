// Who is on duty, who comes next, and what people are called.
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

describe('the moments of the next changes', () => {
  test('are each one once, the nearest first, and not too many', () => {
    const duties = [9, 5, null, 5, 7, 6, 8].map((at, n) => duty(`u${n}`, [], at));
    expect(nextMoments(duties)).toEqual([5, 6, 7, 8]);
    expect(nextMoments([])).toEqual([]);
  });
});

describe('the lines of duty', () => {
  const now: DutyNow = { at: 1, duties: [duty('a', ['wang'], 5), duty('b', [], null)] };

  test('name who is there and who comes, and have first where nobody is', () => {
    const later: DutyNow = { at: 5, duties: [duty('a', ['li'], 9)] };
    expect(dutyLines(now, [later])).toEqual([
      { unit: 'b', part: 'officer', now: [], nextAt: null, next: null },
      { unit: 'a', part: 'officer', now: ['wang'], nextAt: 5, next: ['li'] },
    ]);
  });

  test('do not say who comes before that is known', () => {
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
