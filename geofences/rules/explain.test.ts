// Identifies a static region by the detector's closer look and by tracks that stand on it.
import { describe, expect, it } from 'vitest';
import type { StaticRegion, Thing, Track } from '../../contracts/index.ts';
import { explanation } from './explain.ts';
import { aRegion, aTrack, box } from '../testing/observations.ts';

const seenAs = (thing: Thing, confidence: number): Partial<StaticRegion> => ({
  seenAs: [{ thing, label: thing, confidence }],
});
const person = (parts: Partial<Track> = {}) => aTrack({ thing: 'person', ...parts });
const living: Thing[] = ['person', 'animal'];

describe('explanation', () => {
  it.each<[string, Partial<StaticRegion>, Track[], Thing | null]>([
    ['nothing explains what nobody has a name for', {}, [], null],
    ['the closer look names it', seenAs('person', 0.4), [], 'person'],
    ['a name below confidence is a guess', seenAs('person', 0.39), [], null],
    ['a name that is not asked for does not count', seenAs('vehicle', 0.9), [], null],
    ['a standing track on it names it', {}, [person()], 'person'],
    ['a track that moves does not', {}, [person({ stationarySince: null })], null],
    ['an unsure track does not', {}, [person({ confidence: 0.39 })], null],
    [
      'a track on a good half of it does',
      {},
      [person({ box: box(0.4, 0.4, 0.11, 0.3) })],
      'person',
    ],
    ['a track on less does not', {}, [person({ box: box(0.4, 0.4, 0.09, 0.3) })], null],
    ['a track elsewhere does not', {}, [person({ box: box(0, 0, 0.1, 0.1) })], null],
    ['the surest name wins', seenAs('animal', 0.6), [person({ confidence: 0.7 })], 'person'],
    [
      'also when it is the closer look',
      seenAs('animal', 0.75),
      [person({ confidence: 0.7 })],
      'animal',
    ],
    [
      'a surer name that is not asked for does not hide the other',
      seenAs('vehicle', 0.9),
      [person()],
      'person',
    ],
  ])('%s', (_, region, tracks, expected) => {
    expect(explanation(aRegion(region), tracks, living)).toBe(expected);
  });

  it.each<[string, Thing, number, Thing | null]>([
    ['a shadow at his feet is the person himself', 'person', 0.72, 'person'],
    ['what lies a step before him is not', 'person', 0.8, null],
    ['a vehicle has no feet', 'vehicle', 0.72, null],
  ])('%s', (_, thing, top, expected) => {
    const stands = aTrack({ thing, box: box(0.4, 0.2, 0.2, 0.52) });
    const region = aRegion({ box: box(0.42, top, 0.15, 0.1) });
    expect(explanation(region, [stands], ['person', 'vehicle'])).toBe(expected);
  });

  /** People next to each other on the middle region, which is 0.2 wide; each box starts at an `x` of `from`. */
  const row = (parts: Partial<Track>, ...from: number[]) =>
    from.map((x, index) => person({ id: `p${index}`, box: box(x, 0.38, 0.05, 0.34), ...parts }));

  it.each<[string, Track[], Thing | null]>([
    ['people side by side explain one region of all of them', row({}, 0.4, 0.45, 0.55), 'person'],
    ['also when each is hardly seen', row({ confidence: 0.3 }, 0.4, 0.46, 0.54), 'person'],
    ['not when it reaches beyond them', row({}, 0.4, 0.45), null],
    ['not when they stand before one another', row({}, 0.4, 0.41, 0.42), null],
    ['not when they walk', row({ stationarySince: null }, 0.4, 0.45, 0.55), null],
    ['not when they are guesses', row({ confidence: 0.29 }, 0.4, 0.45, 0.55), null],
    [
      'not when they are hidden by it up to the neck',
      row({ box: box(0.4, 0.1, 0.2, 0.4) }, 0, 0),
      null,
    ],
  ])('%s', (_, tracks, expected) => {
    expect(explanation(aRegion(), tracks, living)).toBe(expected);
  });

  it('is null when no classes are asked for', () => {
    expect(explanation(aRegion(seenAs('person', 1)), [person()], [])).toBeNull();
  });
});
