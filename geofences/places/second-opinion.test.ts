// The effect of second opinions on alerts: which words refuse which kinds, claims of several parts, and when opinions are requested.
import { describe, expect, it } from 'vitest';
import {
  completeFence,
  fenceFileSchema,
  type Box,
  type FenceFile,
  type Observation,
  type Opinion,
} from '../../contracts/index.ts';
import { createFenceEngine, type Advance } from '../engine.ts';
import { emptyEngineState } from '../engine-state.ts';
import { weighOpinions } from './second-opinion.ts';
import { aClaim } from '../testing/claims.ts';
import { anObservation, aRegion, aTrack, box, middle, monday } from '../testing/observations.ts';

const floor: FenceFile = {
  id: 'floor',
  camera: 'gate',
  kind: 'debris-pile',
  dwell: '10s',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
};
const fenceOf = (parts: Partial<FenceFile> = {}) =>
  completeFence(fenceFileSchema.parse({ ...floor, ...parts }));
const said = (says: Opinion['says'], region: Box = middle, at = monday): Opinion => ({
  region,
  at,
  says,
});
const part = (region: Box = middle, parts = {}) => ({ region, weight: 1, thing: null, ...parts });
const claim = aClaim({ parts: [part()], leastWeight: 1 });

describe('a second opinion', () => {
  it.each([
    ['debris-pile', 'person', 'second-opinion-person'],
    ['debris-pile', 'vehicle', 'second-opinion-vehicle'],
    ['debris-pile', 'known', 'second-opinion-known'],
    ['debris-pile', 'left', 'second-opinion-left'],
    ['blocked-fire-exit', 'person', 'second-opinion-person'],
    ['street-vending', 'person', 'second-opinion-person'],
  ] as const)('of %s that says %s refuses it', (kind, word, refusal) => {
    const { kind: _, ...rest } = floor;
    const fence = fenceOf({ ...rest, kind });
    expect(weighOpinions(claim, fence, [said([word])]).refusal).toBe(refusal);
  });

  it.each([
    ['a vehicle blocks an exit', 'blocked-fire-exit', 'vehicle'],
    ['a stall may have been there before the camera', 'street-vending', 'known'],
    ['people are what a crowd is', 'crowd-gathers', 'person'],
    ['what a model of its own names', 'banner', 'person'],
  ] as const)('does not refuse: %s', (_, kind, word) => {
    expect(weighOpinions(claim, fenceOf({ kind }), [said([word])]).refusal).toBeNull();
  });

  it.each(['failed', 'late'] as const)(
    'that is %s does not refuse the alert, and is recorded',
    (word) => {
      expect(weighOpinions(claim, fenceOf(), [said([word])])).toMatchObject({
        refusal: null,
        outcome: word,
      });
    },
  );

  it('without a word agrees', () => {
    const heard = weighOpinions(claim, fenceOf(), [said([])]);
    expect(heard).toEqual({ refusal: null, withoutOpinion: [], outcome: 'agrees' });
  });

  it('is missing for a part without one', () => {
    const heard = weighOpinions(claim, fenceOf());
    expect(heard).toEqual({ refusal: null, withoutOpinion: [middle], outcome: null });
  });

  it('is neither requested nor used for a fence without second opinions', () => {
    const heard = weighOpinions(claim, fenceOf({ secondOpinion: false }), [said(['person'])]);
    expect(heard).toEqual({ refusal: null, withoutOpinion: [], outcome: null });
  });

  it('does not apply to an object with another outline, such as a bag and a person over it', () => {
    const bag = box(0.45, 0.6, 0.06, 0.09);
    const heard = weighOpinions(aClaim({ parts: [part(bag)] }), fenceOf(), [said(['person'])]);
    expect(heard).toMatchObject({ refusal: null, withoutOpinion: [bag] });
  });

  it('of two, only the later counts', () => {
    const opinions = [said(['person']), said([], middle, monday + 4000)];
    expect(weighOpinions(claim, fenceOf(), opinions).refusal).toBeNull();
  });

  it('does not refuse a parked car that was there before, because it blocks the exit', () => {
    const fence = fenceOf({ kind: 'blocked-fire-exit' });
    const car = aClaim({ parts: [part(middle, { thing: 'vehicle' })], leastWeight: 1 });
    expect(weighOpinions(car, fence, [said(['known'])]).refusal).toBeNull();
  });

  describe('on objects that cover an exit together', () => {
    const left = box(0, 0.4, 0.1, 0.2);
    const right = box(0.8, 0.4, 0.1, 0.2);
    const both = aClaim({
      parts: [part(left, { weight: 0.1 }), part(right, { weight: 0.03 })],
      leastWeight: 0.05,
    });

    it('refuses when the others cover too little, with the reason of the largest part', () => {
      const opinions = [said(['person'], left), said(['known'], right)];
      expect(weighOpinions(both, fenceOf(), opinions).refusal).toBe('second-opinion-person');
      expect(weighOpinions(both, fenceOf(), [said(['person'], left)]).refusal).toBe(
        'second-opinion-person',
      );
    });

    it('does not refuse while the others cover enough', () => {
      const heard = weighOpinions(both, fenceOf(), [said(['person'], right)]);
      expect(heard).toMatchObject({ refusal: null, withoutOpinion: [left] });
    });
  });
});

/** A heap that has lain since noon, looked at every two seconds. */
function run(
  seconds: number,
  opinionsAt: (second: number) => Opinion[] = () => [],
  parts: Partial<FenceFile> = {},
) {
  const engine = createFenceEngine([fenceOf(parts)], 'UTC');
  let state = emptyEngineState;
  const all: { second: number; outcome: Advance; observation: Observation }[] = [];
  for (let second = 0; second <= seconds; second += 2) {
    const opinions = opinionsAt(second);
    const observation = anObservation({
      capturedAt: monday + second * 1000,
      regions: [aRegion({ since: monday })],
      ...(opinions.length > 0 && { opinions }),
    });
    const outcome = engine.advance(state, observation);
    state = outcome.state;
    all.push({ second, outcome, observation });
  }
  return all;
}

describe('the engine with second opinions', () => {
  it('requests opinions some looks before the alert, and when it is due', () => {
    const asks = run(12).flatMap(({ second, outcome }) =>
      outcome.asks.map(({ isDue }) => [second, isDue]),
    );
    expect(asks).toEqual([
      ...[[2, false] as const, [4, false] as const, [6, false] as const, [8, false] as const],
      [10, true],
    ]);
  });

  it('requests none for a fence without second opinions', () => {
    expect(
      run(12, undefined, { secondOpinion: false }).flatMap(({ outcome }) => outcome.asks),
    ).toEqual([]);
  });

  it('waits while an opinion refuses, and alerts when it no longer applies', () => {
    const all = run(20, (second) => (second >= 10 && second < 16 ? [said(['person'])] : []));
    const waits = all.flatMap(({ second, outcome }) =>
      outcome.waits
        .filter(({ wait }) => wait.reason !== 'dwell')
        .map(({ wait }) => [second, wait.reason]),
    );
    expect(waits.slice(1)).toEqual([10, 12, 14].map((second) => [second, 'second-opinion-person']));
    const opened = all.filter(({ outcome }) => outcome.events.length > 0);
    expect(opened.map(({ second }) => second)).toEqual([16]);
    expect(opened[0]?.outcome.events[0]).toMatchObject({ presentSince: monday });
  });

  it.each([
    [[], { value: 1, detail: 'agrees' }],
    [['late'] as const, { value: 0, detail: 'late' }],
    [['failed'] as const, { value: 0, detail: 'failed' }],
  ])('says in the trace what it came to: %j', (says, expected) => {
    const events = run(12, (second) => (second === 10 ? [said([...says])] : [])).flatMap(
      ({ outcome }) => outcome.events,
    );
    expect(events).toHaveLength(1);
    expect(events[0]?.trace.evidence).toContainEqual({ name: 'second-opinion', ...expected });
  });

  it('does not affect open incidents', () => {
    const events = run(40, (second) => (second >= 20 ? [said(['person'])] : [])).flatMap(
      ({ outcome }) => outcome.events.map(({ event }) => event),
    );
    expect(events).toEqual(['opened']);
  });

  it('requests an opinion on the object of a stall, not on its keeper', () => {
    const fence = fenceOf({ kind: 'street-vending', dwell: '10s' });
    const engine = createFenceEngine([fence], 'UTC');
    const keeper = aTrack({ thing: 'person', box: box(0.62, 0.35, 0.05, 0.35) });
    let state = emptyEngineState;
    const asked: Box[] = [];
    for (let second = 0; second <= 60; second += 2) {
      const at = monday + second * 1000;
      const tracks = [{ ...keeper, lastSeenAt: at }];
      const regions = [aRegion({ since: monday })];
      const outcome = engine.advance(state, anObservation({ capturedAt: at, tracks, regions }));
      state = outcome.state;
      asked.push(...outcome.asks.map(({ region }) => region));
    }
    expect(new Set(asked.map((region) => JSON.stringify(region)))).toEqual(
      new Set([JSON.stringify(middle)]),
    );
  });
});
