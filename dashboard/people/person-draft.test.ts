// The form of a person: what is sent, what stays, what is wrong, what is suggested.
import { describe, expect, test } from 'vitest';
import { emptyPeople } from '../testing/fixture-people.ts';
import { fillPeople } from '../testing/sample-people.ts';
import { listedPeople } from './find-people.ts';
import {
  cellsOf,
  draftOfPerson,
  moved,
  newPerson,
  personFaults,
  personOf,
  usernameFrom,
  wishOf,
} from './person-draft.ts';

const nobody: ReadonlySet<string> = new Set();
const draft = { ...newPerson([], false), name: 'Li', reason: 'new' };

test('a new person gets an id that is free', () => {
  expect(newPerson(['person-1', 'person-3'], true).id).toBe('person-4');
  expect(newPerson(['a', 'person-3'], true).id).toBe('person-4');
  expect(newPerson([], false)).toMatchObject({ id: 'person-1', makesLogIn: false });
});

test('empty fields are left out, and blanks around others', () => {
  const filled = { ...draft, phone: ' 138 ', email: ' ', user: '' };
  expect(personOf(filled, null)).toEqual({
    ...{ id: 'person-1', name: 'Li', language: 'zh-CN', channels: [], phone: '138' },
  });
});

test('an edit of nothing sends the person as it was, with what the form does not show', () => {
  const people = emptyPeople();
  fillPeople(people);
  const [first] = people.people;
  first!.person.quietHours = { hours: [], then: 'wait' };
  first!.person.until = '2026-12-31';
  const [li] = listedPeople(people);
  const wish = wishOf({ ...draftOfPerson(li!), reason: ' r ' }, li!.person, 7);
  expect(wish).toEqual({
    ...{ baseVersion: 7, shifts: ['west-day', 'lead'], duties: [], reason: 'r' },
    person: li!.person,
  });
});

test('a field that is emptied is cleared', () => {
  const before = { ...personOf({ ...draft, phone: '1', email: 'a@b.cn', user: 'u' }, null) };
  expect(personOf(draft, before)).toEqual(personOf(draft, null));
});

describe('faults', () => {
  test.each([
    [{}, []],
    [{ name: ' ' }, ['name']],
    [{ name: 'x'.repeat(101) }, ['name']],
    [{ id: 'a b' }, ['id']],
    [{ id: '' }, ['id']],
    [{ phone: '1'.repeat(41) }, ['phone']],
    [{ email: 'a@' }, ['email']],
    [{ user: 'x'.repeat(65) }, ['user']],
    [{ user: 'a b' }, []],
    [{ user: 'a b', makesLogIn: true }, ['user']],
    [{ user: '', makesLogIn: true }, ['user']],
    [{ cells: '12', makesLogIn: true, user: 'li' }, ['cells']],
    [{ cells: '12' }, []],
    [{ reason: '  ' }, ['reason']],
  ])('of %j are %j', (change, expected) => {
    expect(personFaults({ ...draft, ...change }, nobody)).toEqual(expected);
  });

  test('an id of somebody else is one', () => {
    expect(personFaults(draft, new Set(['person-1']))).toEqual(['id']);
  });
});

test.each([
  ['', undefined],
  [' \n', undefined],
  ['370305', ['370305']],
  ['370305001, 370306；unassigned\n370308', ['370305001', '370306', 'unassigned', '370308']],
  ['37030', 'wrong'],
  ['3.70305E+14', 'wrong'],
])('cells %j are %j', (text, expected) => {
  expect(cellsOf(text)).toEqual(expected);
});

test.each([
  ['王芳', '王芳'],
  ['Wang Fang', 'wang.fang'],
  [" O'Neil ", 'oneil'],
  ['..x', 'x'],
  ['（临时）', '临时'],
  ['', ''],
])('the name %j suggests the user name %j', (name, expected) => {
  expect(usernameFrom(name)).toBe(expected);
});

test.each([
  ['a', ['a', 'b', 'c']],
  ['b', ['b', 'a', 'c']],
  ['c', ['a', 'c', 'b']],
  ['d', ['a', 'b', 'c']],
])('moving %s forward makes %j', (channel, expected) => {
  expect(moved(['a', 'b', 'c'], channel)).toEqual(expected);
});
