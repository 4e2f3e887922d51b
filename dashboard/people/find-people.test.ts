// The list of people: what belongs to each, what each lacks, and who is found.
import { describe, expect, test } from 'vitest';
import { emptyPeople } from '../testing/fixture-people.ts';
import { aLogIn, fillPeople } from '../testing/sample-people.ts';
import { findPeople, hasLack, lacks, listedPeople, looseLogIns } from './find-people.ts';

const filled = () => {
  const people = emptyPeople();
  fillPeople(people);
  return people;
};
const idsOf = (found: ReturnType<typeof findPeople>) => found.map(({ person }) => person.id);

test('each person has the duties that name the person, and the log-in', () => {
  const [li, sun] = listedPeople(filled());
  expect(li?.duties.map(({ shift, unit, part }) => [shift.id, unit?.name, part])).toEqual([
    ['west-day', '西一网格', 'officer'],
    ['lead', '临淄街道', 'duty-leader'],
  ]);
  expect(li?.logIn?.username).toBe('li.na');
  expect(sun?.reaches.map(({ lacks: one }) => one)).toEqual(['device', 'email']);
});

test('a shift of a unit that is gone is listed all the same', () => {
  const [li] = listedPeople({ ...filled(), units: [] });
  expect(li?.duties.map(({ unit }) => unit)).toEqual([null, null]);
});

test.each([
  ['2026-11-21', 'left'],
  ['2026-11-22', 'leaves'],
  ['2026-11-23', 'leaves'],
  [undefined, 'here'],
])('with the last day %s somebody is: %s', (until, presence) => {
  const setup = filled();
  const [first] = setup.people;
  const { until: _until, ...person } = first!.person;
  setup.people = [{ ...first!, person: { ...person, ...(until && { until }) } }];
  expect(listedPeople(setup)[0]?.presence).toBe(presence);
});

describe('what somebody lacks', () => {
  test.each([
    ['p-01', []],
    ['p-02', ['reach']],
    ['p-03', ['duty', 'reach', 'log-in']],
    ['p-04', ['open-log-in', 'left']],
    ['p-05', ['log-in']],
  ])('%s: %j', (id, expected) => {
    const one = listedPeople(filled()).find(({ person }) => person.id === id);
    expect(lacks.filter((lack) => one && hasLack(one, lack))).toEqual(expected);
  });

  test('a disabled log-in is none for those who are here, and right for those who left', () => {
    const setup = { ...filled(), logIns: [] as ReturnType<typeof aLogIn>[] };
    setup.logIns = ['li.na', 'zhao.qiang'].map((name) => aLogIn(name, { disabledAt: 1 }));
    const listed = listedPeople(setup);
    expect(listed.map((one) => hasLack(one, 'log-in')).slice(0, 1)).toEqual([true]);
    expect(listed.filter((one) => hasLack(one, 'open-log-in'))).toEqual([]);
  });
});

describe('finding', () => {
  test.each([
    ['', null, ['p-01', 'p-02', 'p-03', 'p-04', 'p-05']],
    ['李', null, ['p-01']],
    ['  WEST-day ', null, ['p-01', 'p-02', 'p-05']],
    ['3703050010 sun', null, ['p-02']],
    ['138 na', null, ['p-01']],
    ['nobody', null, []],
    ['', 'left', ['p-04']],
    ['王', 'left', []],
  ] as const)('%j with %j: %j', (text, lack, expected) => {
    expect(idsOf(findPeople(listedPeople(filled()), text, lack))).toEqual(expected);
  });
});

test('log-ins without a person are those that nobody in the roster has', () => {
  expect(looseLogIns(filled()).map(({ username }) => username)).toEqual(['auditor-1']);
  expect(looseLogIns({ ...filled(), logIns: null })).toEqual([]);
});
