// The engine caches fences, regions and local time between observations. A reference engine caches nothing and counts cells one by
// one. In random worlds both must give identical results.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, Observation, StaticRegion } from '../contracts/index.ts';
import { createEngineOf } from './engine.ts';
import { createFenceEngine, createQuietEngine, emptyEngineState, type Advance } from './index.ts';
import { slowLocalClock, slowTimetables } from './testing/slow-clock.ts';
import { createSlowRaster, cachedPerFence } from './testing/slow-raster.ts';
import { worlds, type World } from './testing/worlds.ts';

const timezone = 'Europe/Berlin';

/** As read back from a log: an unchanged region keeps the same list of spans. */
function withSharedSpans(observations: readonly Observation[]): Observation[] {
  const known = new Map<string, StaticRegion['spans']>();
  return observations.map((observation) => ({
    ...observation,
    regions: observation.regions.map((region) => {
      const key = JSON.stringify(region.spans);
      const spans = known.get(key) ?? region.spans;
      known.set(key, spans);
      return { ...region, spans };
    }),
  }));
}

function quickly({ fences, observations }: World, calendar: Calendar): Advance[] {
  const engine = createFenceEngine(fences, timezone, calendar);
  let state = emptyEngineState;
  return withSharedSpans(observations).map((observation) => {
    const advance = engine.advance(state, observation);
    state = advance.state;
    return advance;
  });
}

function slowly({ fences, observations }: World, calendar: Calendar): Advance[] {
  let state = emptyEngineState;
  const parts = {
    localTime: slowLocalClock(timezone),
    timetable: slowTimetables(calendar),
    raster: createSlowRaster(cachedPerFence()),
  };
  return observations.map((observation) => {
    const engine = createEngineOf(fences, parts);
    const advance = engine.advance(state, observation);
    state = advance.state;
    return advance;
  });
}

describe('the engine', { timeout: 60_000 }, () => {
  it('agrees with a reference engine in any world', () => {
    const calendars = fc.constantFrom<Calendar[]>(
      { holidays: [], workdays: [] },
      { holidays: ['2026-01-05'], workdays: [{ date: '2026-01-04', as: 'mon' }] },
    );
    let events = 0;
    fc.assert(
      fc.property(worlds, calendars, (world, calendar) => {
        const quick = quickly(world, calendar);
        expect(quick).toEqual(slowly(world, calendar));
        events += quick.flatMap((advance) => advance.events).length;
      }),
      { numRuns: 40 },
    );
    expect(events).toBeGreaterThan(0);
  });

  it('without the list of drops gives the same events and state', () => {
    fc.assert(
      fc.property(worlds, ({ fences, observations }) => {
        const engines = [createFenceEngine, createQuietEngine].map((create) =>
          create(fences, timezone),
        );
        let states = engines.map(() => emptyEngineState);
        for (const observation of observations) {
          const [whole, quiet] = engines.map((engine, index) =>
            engine.advance(states[index]!, observation),
          );
          expect(quiet!.events).toEqual(whole!.events);
          expect(quiet!.state).toEqual(whole!.state);
          states = [whole!.state, quiet!.state];
        }
      }),
      { numRuns: 20 },
    );
  });

  it('returns the same state object while nothing is there', () => {
    fc.assert(
      fc.property(worlds, ({ fences, observations }) => {
        const [first] = observations;
        const empty = first && { ...first, tracks: [], regions: [] };
        if (!empty) return;
        expect(createFenceEngine(fences, timezone).advance(emptyEngineState, empty).state).toBe(
          emptyEngineState,
        );
      }),
      { numRuns: 5 },
    );
  });
});
