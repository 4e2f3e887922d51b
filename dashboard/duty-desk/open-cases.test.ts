// One list of all open cases from answers and live events.
import { describe, expect, test } from 'vitest';
import type { ListedCase } from '../../contracts/index.ts';
import { createSummary } from '../testing/sample-cases.ts';
import { newlyRed, withAnswered, withLive, type OpenCases } from './open-cases.ts';

const none: OpenCases = new Map();
const deadline: ListedCase['deadline'] = {
  name: 'acknowledge',
  limit: { unit: 'time', amount: 60_000 },
  used: 0.1,
  light: 'green',
  greenUntil: 1,
  yellowUntil: 2,
  metAt: null,
  isRunning: true,
};
const one: ListedCase = { ...createSummary({ id: 'a' }), deadline, assignee: { person: 'wang' } };
const ids = (cases: OpenCases) => [...cases.keys()];

describe('an answer', () => {
  test('without cases changes nothing', () => {
    expect(withAnswered(none, [])).toBe(none);
  });
  test('is authoritative, and settled cases are removed', () => {
    const both = withAnswered(none, [one, { ...one, id: 'b' }]);
    expect(ids(both)).toEqual(['a', 'b']);
    expect(ids(withAnswered(both, [{ ...one, state: 'closed' }]))).toEqual(['b']);
    expect(withAnswered(both, [{ ...one, state: 'handled' }]).get('a')?.state).toBe('handled');
  });
});

describe('a live update', () => {
  const known = withAnswered(none, [one]);
  test('keeps the deadlines until they are requested again', () => {
    const after = withLive(known, createSummary({ id: 'a', state: 'acknowledged' })).get('a');
    expect(after).toMatchObject({ state: 'acknowledged', deadline, assignee: { person: 'wang' } });
  });
  test('of a new case has no limit', () => {
    const after = withLive(known, createSummary({ id: 'new' })).get('new');
    expect(after).toMatchObject({ deadline: null, assignee: null });
  });
  test.each(['closed', 'void'] as const)('removes a case that is %s', (state) => {
    expect(ids(withLive(known, createSummary({ id: 'a', state })))).toEqual([]);
    expect(ids(withLive(known, createSummary({ id: 'unknown', state })))).toEqual(['a']);
  });
});

describe('a case that turned red', () => {
  const before = new Map([
    ['a', 'green'],
    ['b', 'red'],
  ]);
  test.each([
    ['is no news at the first look', new Map<string, string>(), new Map([['a', 'red']]), []],
    [
      'is news once',
      before,
      new Map([
        ['a', 'red'],
        ['b', 'red'],
      ]),
      ['a'],
    ],
    ['is news when it comes red', before, new Map([['c', 'red']]), ['c']],
    ['is none while nothing is', before, new Map([['a', 'yellow']]), []],
  ])('%s', (_, old, now, expected) => {
    expect(newlyRed(old, now)).toEqual(expected);
  });
});
