// The list of cameras and their condition: what is said of a camera, and how live reports change the list.
import { describe, expect, test } from 'vitest';
import { createFailure } from '../api/answer.ts';
import { createCamera, createStatus } from '../testing/sample-cases.ts';
import { conditionOf, countStates } from './camera-condition.ts';
import { emptyCameraList, reduceCameraList } from './camera-list.ts';

describe('the condition of a camera', () => {
  test.each([
    ['that nobody reported is unknown', null, { state: 'unknown', tone: 'bad', viewTrouble: null }],
    ['that is live and sees well is good', {}, { state: 'live', tone: 'good', viewTrouble: null }],
    ['whose view is not judged yet is good', { view: null }, { state: 'live', tone: 'good' }],
    [
      'that moved is bad though it is live',
      { view: 'moved' },
      { state: 'live', tone: 'bad', viewTrouble: 'moved' },
    ],
    ['that starts is busy', { state: 'starting' }, { state: 'starting', tone: 'busy' }],
    ['that refuses is bad', { state: 'refused' }, { state: 'refused', tone: 'bad' }],
    [
      'that is away has no view to complain of',
      { state: 'offline', view: 'black' },
      { state: 'offline', viewTrouble: null },
    ],
  ] as const)('%s', (_, status, expected) => {
    const camera = { status: status && createStatus(status) };
    expect(conditionOf(camera)).toMatchObject(expected);
  });

  test("has the problem in the edge's words", () => {
    const status = createStatus({ state: 'stalled', problem: 'No picture for 12 s.' });
    expect(conditionOf({ status }).problem).toBe('No picture for 12 s.');
  });
});

describe('the count of states', () => {
  test('of no camera is empty', () => {
    expect(countStates([])).toEqual([]);
  });

  test('does not count a camera with a wrong view as live', () => {
    const cameras = [{}, {}, { view: 'black' as const }, { state: 'offline' as const }].map(
      (part) => ({ status: createStatus(part) }),
    );
    expect(countStates([...cameras, { status: null }])).toEqual([
      { state: 'live', tone: 'good', total: 2 },
      { state: 'badView', tone: 'bad', total: 1 },
      { state: 'offline', tone: 'bad', total: 1 },
      { state: 'unknown', tone: 'bad', total: 1 },
    ]);
  });
});

describe('the list of cameras', () => {
  const a = createCamera({ id: 'a' });
  const b = createCamera({ id: 'b' });
  const ready = reduceCameraList(emptyCameraList, { type: 'loaded', cameras: [a, b] });

  test('may be empty', () => {
    expect(reduceCameraList(emptyCameraList, { type: 'loaded', cameras: [] })).toMatchObject({
      status: 'ready',
      cameras: [],
    });
  });

  test('keeps every camera in its place when one reports', () => {
    const camera = { ...a, pictureAt: 5 };
    const { cameras } = reduceCameraList(ready, { type: 'live', camera });
    expect(cameras).toEqual([camera, b]);
  });

  test('adds an unknown camera', () => {
    const camera = createCamera({ id: 'c' });
    expect(reduceCameraList(ready, { type: 'live', camera }).cameras.at(-1)).toBe(camera);
  });

  test('keeps its pictures when a fetch fails', () => {
    const failure = createFailure('network', 'away');
    expect(reduceCameraList(ready, { type: 'failed', failure })).toMatchObject({
      status: 'ready',
      cameras: [a, b],
      failure,
    });
    expect(reduceCameraList(emptyCameraList, { type: 'failed', failure }).status).toBe('failed');
  });
});
