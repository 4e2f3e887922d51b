// Which places are followed, and their progress: one row per stage.
import { describe, expect, it } from 'vitest';
import { emptyEngineState, type EngineState } from './engine-state.ts';
import { followedPlaces } from './followed-places.ts';
import type { Incident, Place } from './places/place.ts';

const at = 1_700_000_100_000;
const aPlace: Place = {
  region: { x: 0.4, y: 0.4, width: 0.1, height: 0.1 },
  since: at - 30_000,
  firstClaimedAt: at - 28_000,
  lastClaimedAt: at,
  absentSince: null,
  claimedMs: 28_000,
  evidenceMs: {},
  measures: {},
  dwellMs: 40_000,
  confidence: 1,
  what: 'stall',
  incident: null,
};
const incident: Incident = {
  id: 'incident-1',
  openedAt: at - 10_000,
  sequence: 1,
  lastSaidAt: at - 10_000,
  clearedAt: null,
};
const stateOf = (...places: Place[]): EngineState => ({
  ...emptyEngineState,
  places: { exit: places },
});

describe('followed places', () => {
  it.each<[string, Partial<Place>, object]>([
    ['a candidate that is there', {}, { stage: 'candidate', stayedMs: 30_000, isAbsent: false }],
    [
      'a candidate that the latest look did not find',
      { lastClaimedAt: at - 2000 },
      { stage: 'candidate', stayedMs: 30_000, isAbsent: true },
    ],
    [
      'a candidate of which the clock was set back',
      { since: at + 5000 },
      { stage: 'candidate', stayedMs: 0, isAbsent: false },
    ],
    ['an open incident', { incident }, { stage: 'open', stayedMs: 40_000, isAbsent: false }],
    [
      'an open incident whose place looks clear',
      { incident, lastClaimedAt: at - 4000 },
      { stage: 'open', stayedMs: 40_000, isAbsent: true },
    ],
    [
      'a cleared place to which something has returned',
      { incident: { ...incident, clearedAt: at - 9000 } },
      { stage: 'candidate', stayedMs: 40_000, isAbsent: false },
    ],
  ])('%s', (_, change, expected) => {
    expect(followedPlaces(stateOf({ ...aPlace, ...change }), at)).toEqual([
      { dwellMs: 40_000, ...expected },
    ]);
  });

  it('leave out a cleared place that stays clear', () => {
    const cleared = { ...incident, clearedAt: at - 9000 };
    expect(
      followedPlaces(stateOf({ ...aPlace, incident: cleared, lastClaimedAt: at - 20_000 }), at),
    ).toEqual([]);
  });

  it('are those of all fences, and none without places', () => {
    expect(followedPlaces(emptyEngineState, at)).toEqual([]);
    const places = { exit: [aPlace, { ...aPlace, incident }], street: [aPlace] };
    expect(followedPlaces({ ...emptyEngineState, places }, at)).toHaveLength(3);
  });
});
