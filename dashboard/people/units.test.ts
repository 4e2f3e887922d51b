// The form of a unit, and the order of the tree.
import { describe, expect, test } from 'vitest';
import type { Unit } from '../../contracts/index.ts';
import { sampleUnits } from '../testing/sample-people.ts';
import { draftOfUnit, parentsFor, unitFaults, unitOf } from './unit-draft.ts';
import { unitTree } from './unit-tree.ts';

const [west, street] = sampleUnits;
const draft = { ...draftOfUnit(null, []), name: 'North', reason: 'new' };

test('a unit that is only looked at is sent as it was', () => {
  const unit: Unit = { ...west!, channels: ['group-1'] };
  expect(unitOf(draftOfUnit(unit, []), unit)).toEqual(unit);
});

test('a new unit gets an id that is free', () => {
  expect(draftOfUnit(null, ['unit-2', 'a']).id).toBe('unit-3');
  expect(draftOfUnit(null, ['unit-2']).id).not.toBe('unit-2');
});

test('no parent and no cells are left out', () => {
  expect(unitOf(draft, west!)).toEqual({ id: 'unit-1', name: 'North', level: 'grid' });
});

test('only units of a higher level can be above', () => {
  expect(parentsFor('grid', sampleUnits, 'x')).toEqual([street]);
  expect(parentsFor('street', sampleUnits, 'x')).toEqual([]);
});

describe('faults', () => {
  test.each([
    [{}, []],
    [{ name: '' }, ['name']],
    [{ id: 'west-1' }, ['id']],
    [{ id: 'a b' }, ['id']],
    [{ parent: 'linzi' }, []],
    [{ parent: 'linzi', level: 'city' as const }, ['parent']],
    [{ parent: 'gone' }, ['parent']],
    [{ cells: '370305001001002, 370305001001003' }, []],
    [{ cells: '370305001001001' }, ['cells']],
    [{ cells: '370305001001002 370305001001002' }, ['cells']],
    [{ cells: '3703050010010' }, ['cells']],
    [{ reason: '' }, ['reason']],
  ])('of %j are %j', (change, expected) => {
    expect(unitFaults({ ...draft, ...change }, sampleUnits)).toEqual(expected);
  });
});

test('the tree begins at the top, and loses nobody', () => {
  const lost: Unit = { id: 'lost', name: 'Lost', level: 'grid', parent: 'gone' };
  const found = unitTree([west!, lost, street!]).map(({ unit, depth }) => [unit.id, depth]);
  expect(found).toEqual([
    ['linzi', 0],
    ['west-1', 1],
    ['lost', 0],
  ]);
  expect(unitTree([])).toEqual([]);
});
