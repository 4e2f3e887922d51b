// Objects that count only together: how many, how near, since when, and changes of members.
import { describe, expect, it } from 'vitest';
import type { Fence, Observation, Track } from '../../contracts/index.ts';
import { aFence, dwell } from '../testing/fences.ts';
import { judgeByKind } from '../testing/judge.ts';
import { anObservation, aRegion, aTrack, box, monday } from '../testing/observations.ts';
import { play, story } from '../testing/play.ts';

const at = (seconds: number) => monday + seconds * 1000;

/** A bicycle at a column of the grid, 2 cells wide and 4 high. */
function bicycle(column: number, parts: Partial<Track> = {}): Track {
  return aTrack({
    id: `b${column}`,
    thing: 'two-wheeler',
    label: 'bicycle',
    box: box(column / 40, 0.5, 2 / 40, 4 / 20),
    stationarySince: at(-60),
    ...parts,
  });
}

function judge(tracks: Track[], parts: Partial<Fence> = {}, seen: Partial<Observation> = {}) {
  const fence = aFence({ kind: 'two-wheelers-in-disorder', ...parts });
  return judgeByKind(fence, { tracks, ...seen });
}
const counts = (found: ReturnType<typeof judge>) =>
  found.claims.map(({ measures }) => measures['count']);

describe('objects together', () => {
  it('are none in an empty place', () => {
    expect(judge([])).toEqual({ claims: [], drops: [] });
  });

  it('that are too few are dropped with the reason', () => {
    const { claims, drops } = judge([bicycle(4), bicycle(7)]);
    expect(claims).toEqual([]);
    expect(drops.map(({ reason }) => reason)).toEqual(['too-few', 'too-few']);
  });

  it('count when there are three, from the time of the third', () => {
    const tracks = [10, 50, 30].map((ago, index) =>
      bicycle(4 + 3 * index, { stationarySince: at(-ago), confidence: 0.9 - index / 10 }),
    );
    const [claim] = judge(tracks).claims;
    expect(claim).toMatchObject({ since: at(-10), isOfPlace: true, what: 'bicycle' });
    expect(claim?.confidence).toBeCloseTo(0.7);
    expect(claim?.region).toMatchObject({ x: 0.1, y: 0.5 });
  });

  it('form one group if each is near the next', () => {
    const near = [0, 4, 8].map((column) => bicycle(column));
    const far = [28, 32, 36].map((column) => bicycle(column));
    expect(counts(judge([...near, ...far]))).toEqual([3, 3]);
    expect(counts(judge([...near, ...far], { apart: null }))).toEqual([6]);
    expect(counts(judge([...near, ...far], { apart: 6 }))).toEqual([6]);
  });

  it("use the fence's number and distance", () => {
    const tracks = [4, 7].map((column) => bicycle(column));
    expect(counts(judge(tracks, { minCount: 2 }))).toEqual([2]);
    expect(counts(judge(tracks, { minCount: 2, apart: 0.01 }))).toEqual([]);
  });

  it.each<[string, Partial<Track>]>([
    ['one that moves', { stationarySince: null }],
    ['one that is hardly seen', { confidence: 0.2 }],
    ['one of another kind', { thing: 'vehicle' }],
  ])('%s does not count', (_, parts) => {
    expect(counts(judge([bicycle(4), bicycle(7), bicycle(10, parts)]))).toEqual([]);
  });

  it('do not include a region without a label', () => {
    expect(counts(judge([bicycle(4), bicycle(7)], {}, { regions: [aRegion()] }))).toEqual([]);
  });

  it('do not include an object outside the fence', () => {
    const polygon: Fence['polygon'] = [
      [0, 0],
      [0.24, 0],
      [0.24, 1],
      [0, 1],
    ];
    const { claims, drops } = judge([bicycle(4), bicycle(7), bicycle(9)], {
      polygon,
      anchor: { by: 'inside', share: 0.6 },
    });
    expect(claims).toEqual([]);
    expect(drops.map(({ reason }) => reason).sort()).toEqual([
      'outside-fence',
      'too-few',
      'too-few',
    ]);
  });
});

describe('a group over time', () => {
  const fence = aFence({ kind: 'crowd-gathers', dwellMs: dwell(60_000), minCount: 3 });
  /** A person who stood there from one second to another. */
  const person = (id: number, from: number, to: number) => ({ id, from, to });

  function played(people: ReturnType<typeof person>[], seconds = 120): string[] {
    const observations = Array.from({ length: seconds / 2 }, (_, index) => {
      const now = index * 2;
      const tracks = people
        .filter(({ from, to }) => from <= now && now < to)
        .map(({ id, from }) =>
          aTrack({
            id: `p${id}`,
            thing: 'person',
            label: 'person',
            lastSeenAt: at(now),
            box: box(0.4 + (id % 4) * 0.04, 0.4, 0.03, 0.2),
            stationarySince: at(from),
          }),
        );
      return anObservation({ capturedAt: at(now), tracks });
    });
    return story(play([fence], observations).events, monday);
  }

  it('opens an incident after its dwell', () => {
    expect(played([0, 1, 2].map((id) => person(id, 0, 999)))).toEqual(['opened@60']);
  });

  it('is unaffected by members that leave and join while there are enough', () => {
    const shift = (id: number, from: number) => person(id, from, from + 30);
    const coming = Array.from({ length: 24 }, (_, index) => shift(index, index * 8 - 16));
    expect(played(coming)).toEqual(['opened@60']);
  });

  it('starts again after it was too small for a while', () => {
    const two = [person(0, 0, 999), person(1, 0, 999)];
    expect(played([...two, person(2, 0, 30), person(3, 60, 999)], 160)).toEqual(['opened@120']);
  });

  it('clears when it has gone, with the number of objects', () => {
    expect(
      played(
        [0, 1, 2].map((id) => person(id, 0, 70)),
        160,
      ),
    ).toEqual(['opened@60', 'cleared@74']);
  });
});
