// Decoding of tracks: which objects are shared, which tracks are left out, and which bytes are refused.
import { describe, expect, it } from 'vitest';
import type { Track } from '../contracts/index.ts';
import { anObservation, aTrack, box, monday } from '../geofences/testing/observations.ts';
import { readBody, writeBody } from './body-code.ts';
import { createLaneWriters, joinLanes, openLanes } from './lanes.ts';
import { createTrackReader, type IsWanted } from './track-reader.ts';
import { createWordReader } from './words.ts';

const all: IsWanted = () => true;

/** The restored lists of tracks, two seconds apart. */
function back(lists: readonly Track[][], isWanted = all): Track[][] {
  const log = lists.map((tracks, index) =>
    anObservation({ capturedAt: monday + index * 2000, tracks }),
  );
  const body = writeBody(log);
  const read = readBody(body, { cameraId: 'gate', count: log.length, isWanted });
  return read.map(({ tracks }) => tracks);
}

/** On whole steps, as the log stores it. */
const standing = (parts: Partial<Track> = {}) =>
  aTrack({ box: box(0.25, 0.5, 0.125, 0.25), ...parts });
const walker = (id: string, parts: Partial<Track> = {}) =>
  standing({ id, thing: 'person', label: 'person', stationarySince: null, ...parts });

describe('tracks', () => {
  it('of no observations and of empty ones are none', () => {
    expect(back([])).toEqual([]);
    expect(back([[], []])).toEqual([[], []]);
  });

  it.each<[string, Track[][]]>([
    ['that come and go', [[standing()], [], [standing()]]],
    [
      'that change places',
      [
        ['a', 'b', 'c'],
        ['c', 'a'],
        ['b', 'a', 'c'],
      ].map((ids) => ids.map((id) => walker(id))),
    ],
    [
      'that have one id',
      [
        [walker('a'), walker('a', { confidence: 0.5 })],
        [walker('a'), walker('a')],
      ],
    ],
    [
      'that stop, go on and stop again',
      [null, monday, null, monday + 4000].map((stationarySince) => [standing({ stationarySince })]),
    ],
    [
      'that stopped a moment before the first observation',
      [[standing({ stationarySince: monday - 1 })]],
    ],
    [
      'whose times are told anew',
      [[standing()], [standing({ firstSeenAt: monday - 9, lastSeenAt: monday - 5 })]],
    ],
    ['whose name changes', [[standing()], [standing({ thing: 'goods', label: 'sack' })]]],
    [
      'that were seen weeks ago',
      [[standing({ firstSeenAt: monday - 5e9, stationarySince: monday - 4e9 })]],
    ],
  ])('%s are restored', (_, lists) => {
    expect(back(lists)).toEqual(lists);
    expect(back(lists, () => false)).toEqual(lists.map(() => []));
  });

  it('that resemble another are decoded from its value at that time, though it has moved since', () => {
    const here = box(0.25, 0.25, 0.25, 0.25);
    const lists = [
      [walker('a', { box: here })],
      [
        walker('a', { box: box(0.5, 0.25, 0.25, 0.25), confidence: 0.3 }),
        walker('b', { box: here }),
      ],
    ];
    expect(back(lists)).toEqual(lists);
  });

  it('that are not wanted are left out, and return when they are wanted', () => {
    const lists = [
      [walker('a'), standing({ id: 'b' })],
      [walker('a', { stationarySince: monday + 1000 }), standing({ id: 'b' })],
      [walker('a'), standing({ id: 'b' })],
    ];
    const wanted = back(lists, (thing, isStationary) => thing !== 'person' || isStationary);
    expect(wanted.map((tracks) => tracks.map(({ id }) => id))).toEqual([['b'], ['a', 'b'], ['b']]);
    expect(wanted[1]).toEqual(lists[1]);
  });

  it('that are unchanged share one list, also while unwanted ones appear and end', () => {
    const still = standing({ id: 'b', lastSeenAt: monday - 1 });
    const [first, second, third] = back(
      [[still], [walker('a'), still], [still]],
      (thing) => thing !== 'person',
    );
    expect([second, third].map((list) => list === first)).toEqual([true, true]);
  });
});

describe('invalid bytes of tracks', () => {
  function reading(write: (lanes: ReturnType<typeof createLaneWriters>) => void) {
    const writers = createLaneWriters();
    write(writers);
    const lanes = openLanes(joinLanes(writers));
    const words = createWordReader(lanes.texts, lanes.ids);
    return createTrackReader({ lanes, words, isWanted: all });
  }

  it.each<[string, number[], string]>([
    ['one that goes on from none', [1, 1], 'an item that was not there before: 0'],
    ['one from before the first', [1, 2], 'an item that was not there before: -1'],
    ['more than there are bytes', [9_000_000], 'the bytes end'],
  ])('are refused: %s', (_, order, message) => {
    const read = reading((lanes) => {
      for (const one of order) lanes.order.unsigned(one);
    });
    expect(() => read(monday)).toThrow(message);
  });

  it('are refused: one that refers to a missing track', () => {
    const read = reading(({ order, likes }) => {
      for (const one of [1, 0]) order.unsigned(one);
      likes.unsigned(3);
    });
    expect(() => read(monday)).toThrow('a track that was not there before: 2');
  });
});
