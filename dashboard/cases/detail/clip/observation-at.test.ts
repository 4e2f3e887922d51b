// Which observation is drawn on a picture, and the alert's object in it.
import { describe, expect, test } from 'vitest';
import {
  createObservation,
  createRegion,
  createTrack,
} from '../../../testing/sample-observations.ts';
import { objectIn, observationAt } from './observation-at.ts';

const at = (seconds: number) => 1_700_000_000_000 + seconds * 1000;
const seen = [0, 2, 4].map((seconds) => createObservation({ capturedAt: at(seconds) }));

describe('the observation of a picture', () => {
  test.each([
    ['that was looked at is its own', 2, 2],
    ['between two is the one before', 3.9, 2],
    ['after the last is the last', 13, 4],
    ['that is said 20 ms early is its own', 1.98, 2],
    ['that is earlier by more is not', 1.9, 0],
  ])('%s', (_, seconds, expected) => {
    expect(observationAt(seen, at(seconds))?.capturedAt).toBe(at(expected));
  });

  test.each([
    ['before the first', -1],
    ['more than ten seconds after the last', 14.1],
  ])('%s is none', (_, seconds) => {
    expect(observationAt(seen, at(seconds))).toBeNull();
  });

  test('is none when nothing is known', () => {
    expect(observationAt([], at(0))).toBeNull();
  });
});

describe('the object of the alert', () => {
  const alert = { x: 0.5, y: 0.5, width: 0.2, height: 0.2 };
  const shifted = { ...alert, x: 0.52 };

  test('is the one with the most overlap, labelled or not', () => {
    const tracks = [createTrack({ box: shifted })];
    const regions = [createRegion({ box: { ...alert, x: 0.58 } })];
    expect(objectIn(createObservation({ tracks, regions }), alert)).toEqual(shifted);
    expect(objectIn(createObservation({ regions }), alert)).toEqual(regions[0]!.box);
  });

  test.each([
    ['has not come yet', createObservation()],
    ['is elsewhere', createObservation({ regions: [createRegion({ box: { ...alert, x: 0.1 } })] })],
    [
      'is only part of somebody who stands there',
      createObservation({ tracks: [createTrack({ box: { x: 0, y: 0, width: 1, height: 1 } })] }),
    ],
  ])('is not there when it %s', (_, observation) => {
    expect(objectIn(observation, alert)).toBeNull();
  });
});
