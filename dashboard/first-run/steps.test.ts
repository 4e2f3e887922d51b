// The first steps: what counts as done, where each is made, and which comes next.
import { describe, expect, test } from 'vitest';
import { createDistrictCases } from '../testing/sample-district.ts';
import { emptyPeople } from '../testing/fixture-people.ts';
import { createCamera, createStatus } from '../testing/sample-cases.ts';
import { anEdge } from '../testing/sample-camera-setup.ts';
import { fillPeople } from '../testing/sample-people.ts';
import { firstSteps, nextStep, stepNames, type Facts, type StepName } from './steps.ts';

const nothing = (): Facts => ({
  ...{ setup: { cameras: [], edges: [] }, cameras: [], gaps: [], newest: null },
  people: emptyPeople(),
});
const filled = () => {
  const people = emptyPeople();
  fillPeople(people);
  return people;
};
const gridCell = '370305001001001';
const unwatched = createCamera({ id: 'gate', name: 'Gate', gridCell, status: null, fences: [] });
const fence = { id: 'kerb', name: 'Kerb', kind: 'debris-pile' } as const;
const watched = createCamera({
  ...{ id: 'gate', name: 'Gate', gridCell, status: createStatus({ cameraId: 'gate' }) },
  fences: createCamera({})
    .fences.slice(0, 1)
    .map((one) => ({ ...one, ...fence })),
});
const stepOf = (name: StepName, change: Partial<Facts>) => {
  const found = firstSteps({ ...nothing(), ...change }).find((one) => one.name === name);
  if (found === undefined) throw new Error(`expected a step ${name}`);
  return found;
};
const delivered = () => {
  const people = filled();
  people.channels = people.channels.map((one) => ({ ...one, deliveredAt: 5 }));
  return people;
};

test('an empty install has nothing done, and begins with the edge', () => {
  const steps = firstSteps(nothing());
  expect(steps.map(({ name }) => name)).toEqual(stepNames);
  expect(steps.filter(({ isDone }) => isDone)).toEqual([]);
  expect(nextStep(steps)?.name).toBe('edge');
});

test('everything done has no next step', () => {
  const [first] = createDistrictCases(Date.now());
  const newest = { ...first!, deliveries: [{ ...first!.deliveries[0]!, state: 'handed-over' }] };
  const steps = firstSteps({
    ...{ setup: { cameras: [], edges: [anEdge('edge-1')] }, cameras: [watched], gaps: [] },
    ...{ people: delivered(), newest: newest as Facts['newest'] },
  });
  expect(steps.filter(({ isDone }) => !isDone)).toEqual([]);
  expect(nextStep(steps)).toBeNull();
});

describe('the edge', () => {
  test.each([
    [[anEdge('e')], [], true],
    [[anEdge('e', { isConnected: false })], [], false],
    [[anEdge('e', { refusal: 'key-unknown' })], [], false],
    [[], [unwatched], false],
    [[], [watched], true],
  ])('%#', (edges, cameras, isDone) => {
    const step = stepOf('edge', { setup: { cameras: [], edges }, cameras });
    expect(step.isDone).toBe(isDone);
  });
});

test('a camera that is added and gives no picture is not done, and is named', () => {
  expect(stepOf('camera', {})).toMatchObject({ isDone: false, href: '/cameras/add' });
  expect(stepOf('camera', { cameras: [unwatched] })).toEqual({
    ...{ name: 'camera', isDone: false, href: '/cameras', what: 'Gate' },
  });
  expect(stepOf('camera', { cameras: [watched] }).isDone).toBe(true);
});

test('a fence is drawn on the camera that there is', () => {
  expect(stepOf('fence', {}).href).toBe('/fences');
  expect(stepOf('fence', { cameras: [unwatched] })).toMatchObject({ href: '/fences/gate' });
  expect(stepOf('fence', { cameras: [watched] })).toMatchObject({ isDone: true, what: 'Kerb' });
});

describe('the unit', () => {
  test.each([
    ['has none', [watched], emptyPeople(), false],
    ['has the cell', [watched], filled(), true],
    ['has another cell', [{ ...watched, gridCell: '370305001001009' }], filled(), false],
    ['is asked for no cell', [{ ...watched, gridCell: null }], filled(), false],
    [
      'is not needed for a camera without fence',
      [unwatched],
      { ...filled(), simpleDuties: 0 },
      true,
    ],
    [
      'is not needed by the simplest roster',
      [watched],
      { ...emptyPeople(), simpleDuties: 1 },
      true,
    ],
  ])('%s', (_, cameras, people, isDone) => {
    const simple = people.simpleDuties === 3 ? { ...people, simpleDuties: 0 } : people;
    const step = stepOf('unit', { cameras, people: simple });
    expect(step.isDone).toBe(isDone);
    if (isDone) expect(step.what).toBe('');
  });
});

describe('the person', () => {
  test('with a duty and a password is done; one without leads to the page of the person', () => {
    expect(stepOf('person', { people: filled() })).toMatchObject({ isDone: true, what: '李娜' });
    const people = filled();
    people.logIns = people.logIns.filter(({ username }) => username === 'sun.wei');
    expect(stepOf('person', { people })).toMatchObject({
      ...{ isDone: false, href: '/people/edit/p-01' },
    });
    expect(stepOf('person', {}).href).toBe('/people/add');
  });

  test('who has left does not count', () => {
    const people = filled();
    people.people = people.people.filter(({ person }) => person.id === 'p-04');
    expect(stepOf('person', { people: { ...people, simpleDuties: 0 } }).isDone).toBe(false);
  });
});

test('a channel is done once a message was delivered over it, not before', () => {
  expect(stepOf('channel', { people: filled() })).toMatchObject({
    ...{ isDone: false, href: '/people/edit/p-01' },
  });
  expect(stepOf('channel', { people: delivered() })).toMatchObject({ isDone: true, what: '李娜' });
  expect(stepOf('channel', {}).href).toBe('/people');
});

test('a gap is named by its unit; a plan of nothing is none', () => {
  const gaps = [{ unit: 'west-1', part: 'officer' }];
  expect(stepOf('duty', { people: filled(), gaps })).toMatchObject({
    ...{ isDone: false, what: '西一网格' },
  });
  expect(stepOf('duty', { people: filled() }).isDone).toBe(true);
  expect(stepOf('duty', {}).isDone).toBe(false);
});

test('a case of which nobody was notified is not done, and is led to', () => {
  const [newest] = createDistrictCases(Date.now());
  const silent = { ...newest!, deliveries: [] };
  expect(stepOf('alert', { newest: silent })).toMatchObject({
    ...{ isDone: false, href: `/cases/${silent.id}`, what: silent.id },
  });
  expect(stepOf('alert', {}).href).toBe('/report');
});
