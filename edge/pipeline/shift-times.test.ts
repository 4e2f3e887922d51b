import { describe, expect, it } from 'vitest';
import { observationSchema } from '../../contracts/index.ts';
import { engineStateSchema } from '../../geofences/index.ts';
import { shiftTimes } from './shift-times.ts';

const start = 1_700_000_000_000;
const hour = 3_600_000;

const observation = observationSchema.parse({
  version: 1,
  cameraId: 'gate',
  capturedAt: start,
  mediaTimeMs: null,
  grid: { columns: 4, rows: 3 },
  tracks: [
    {
      id: 't1',
      thing: 'vehicle',
      label: 'car',
      confidence: 0.9,
      box: { x: 0, y: 0, width: 0.5, height: 0.5 },
      firstSeenAt: start - 5000,
      lastSeenAt: start,
      stationarySince: null,
    },
  ],
  regions: [],
  view: { state: 'ok', since: start - 9000, shift: null },
});

describe('shifting times', () => {
  it('shifts all times of an observation, and nothing else', () => {
    const moved = shiftTimes(observation, -hour);
    expect(moved.capturedAt).toBe(start - hour);
    expect(moved.view.since).toBe(start - 9000 - hour);
    expect(moved.tracks[0]).toEqual({
      ...observation.tracks[0],
      firstSeenAt: start - 5000 - hour,
      lastSeenAt: start - hour,
    });
    expect(moved.grid).toEqual(observation.grid);
  });

  it('is undone by shifting back', () => {
    expect(shiftTimes(shiftTimes(observation, hour), -hour)).toEqual(observation);
  });

  it('leaves the value unchanged for a shift of zero', () => {
    expect(shiftTimes(observation, 0)).toBe(observation);
  });

  it.each([
    ['nothing', undefined, undefined],
    ['null', { since: null }, { since: null }],
    ['a duration', { claimedMs: 5 }, { claimedMs: 5 }],
    ['a time in a list', { places: [{ openedAt: 10 }] }, { places: [{ openedAt: 15 }] }],
    ['a time that would be before 1970', { openedAt: -7 }, { openedAt: 0 }],
  ])('handles %s', (_, value, expected) => {
    expect(shiftTimes(value, 5)).toEqual(expected);
  });

  it('keeps a valid engine state', () => {
    const state = engineStateSchema.parse({ version: 1, places: {}, fences: {} });
    expect(engineStateSchema.parse(shiftTimes(state, hour))).toEqual(state);
  });
});
