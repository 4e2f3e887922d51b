// Which tracks the rules get. Leaving out the others does not change any result.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { things, type Observation } from '../contracts/index.ts';
import { mattersToFences, tracksThatMatter } from './matters.ts';
import { aTrack, box } from './testing/observations.ts';
import { play } from './testing/play.ts';
import { worlds } from './testing/worlds.ts';

describe('the tracks that matter', () => {
  it('are none of no tracks', () => {
    expect(tracksThatMatter([])).toEqual([]);
  });

  it.each(things)('include a standing %s', (thing) => {
    expect(mattersToFences(thing, true)).toBe(true);
  });

  it('include every moving object except people and animals', () => {
    expect(things.filter((thing) => !mattersToFences(thing, false))).toEqual(['person', 'animal']);
  });

  it('are the same list when all matter, else in the same order', () => {
    const car = aTrack({ id: 'car' });
    const walker = aTrack({ id: 'walker', thing: 'person', stationarySince: null });
    const stall = aTrack({ id: 'stall', thing: 'stall', stationarySince: null });
    const all = [car, stall];
    expect(tracksThatMatter(all)).toBe(all);
    expect(tracksThatMatter([car, walker, stall])).toEqual([car, stall]);
  });
});

describe('a crowd that walks through any world', () => {
  const walkers = fc.array(
    fc.record({
      thing: fc.constantFrom('person' as const, 'animal' as const),
      place: fc.tuple(fc.nat(30), fc.nat(14)).map(([x, y]) => box(x / 40, y / 20, 0.2, 0.3)),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('changes neither events nor state', () => {
    let said = 0;
    fc.assert(
      fc.property(worlds, walkers, ({ fences, observations }, crowd) => {
        const crowded = observations.map((one): Observation => ({
          ...one,
          tracks: [
            ...one.tracks,
            ...crowd.map(({ thing, place }, index) =>
              aTrack({
                id: `w${index}`,
                thing,
                label: thing,
                box: place,
                confidence: 0.9,
                lastSeenAt: one.capturedAt,
                stationarySince: null,
              }),
            ),
          ],
        }));
        const empty = play(fences, observations);
        expect(play(fences, crowded)).toEqual(empty);
        said += empty.events.length;
      }),
      { numRuns: 30 },
    );
    expect(said).toBeGreaterThan(0);
  });
});
