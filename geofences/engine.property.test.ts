// Invariants in random worlds: random fences, objects that come, stay, are occluded and leave, blind views, gaps in the stream,
// schedules and restarts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyCalendar,
  incidentEventSchema,
  type Fence,
  type IncidentEvent,
  type Observation,
} from '../contracts/index.ts';
import { isSamePlace } from './area/boxes.ts';
import { createTimetables } from './hours/hours.ts';
import { createFenceEngine, emptyEngineState } from './index.ts';
import { createLocalClock } from './hours/local-clock.ts';
import { stageOf } from './places/place.ts';
import { play } from './testing/play.ts';
import { worlds } from './testing/worlds.ts';

function byIncident(events: readonly IncidentEvent[]): IncidentEvent[][] {
  const groups = new Map<string, IncidentEvent[]>();
  for (const event of events)
    groups.set(event.incidentId, [...(groups.get(event.incidentId) ?? []), event]);
  return [...groups.values()];
}

/** The life of each incident as one word: o(pened), s(till there), c(leared). */
function lettersOf(events: readonly IncidentEvent[]): string {
  return events.map(({ event }) => event[0]).join('');
}

function hold(check: (world: { fences: Fence[]; observations: Observation[] }) => void): void {
  fc.assert(fc.property(worlds, check), { numRuns: 50 });
}

describe('a changed fence', { timeout: 60_000 }, () => {
  it('without a relevant difference gives the same events, under its new versions', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 100, maxLength: 100 });
    /** Observations per fence version: a new engine each time is expensive. */
    const stay = 3;
    const story = ({ fenceVersion, ...event }: IncidentEvent) => [event, fenceVersion > 0];
    fc.assert(
      fc.property(worlds, names, ({ fences, observations }, given) => {
        const whole = play(fences, observations).events;
        let state = emptyEngineState;
        let engine = createFenceEngine([], 'UTC');
        const events = observations.flatMap((observation, index) => {
          const version = Math.floor(index / stay) + 1;
          if (index % stay === 0) {
            const name = given[index] ?? '';
            engine = createFenceEngine(
              fences.map((fence) => ({ ...fence, version, name })),
              'UTC',
            );
          }
          const advance = engine.advance(state, observation);
          state = advance.state;
          for (const event of advance.events) expect(event.fenceVersion).toBe(version);
          return advance.events;
        });
        expect(events.map(story)).toEqual(whole.map(story));
      }),
      { numRuns: 25 },
    );
  });
});

describe('in any world', { timeout: 60_000 }, () => {
  it('incidents open, are still there, clear and open again, often enough to test', () => {
    const lives = fc
      .sample(worlds, { numRuns: 80, seed: 7 })
      .flatMap(({ fences, observations }) => byIncident(play(fences, observations).events))
      .map(lettersOf);
    expect(lives.length).toBeGreaterThan(50);
    expect(lives.filter((life) => life.includes('s')).length).toBeGreaterThan(3);
    expect(lives.filter((life) => life.includes('co')).length).toBeGreaterThan(3);
  });

  it('every event is valid', () => {
    hold(({ fences, observations }) => {
      for (const event of play(fences, observations).events)
        expect(incidentEventSchema.parse(event)).toEqual(event);
    });
  });

  it('no incident opens at the place of another open one of its fence', () => {
    hold(({ fences, observations }) => {
      const engine = createFenceEngine(fences, 'UTC');
      let state = emptyEngineState;
      for (const observation of observations) {
        const advance = engine.advance(state, observation);
        state = advance.state;
        for (const { event, fenceId, incidentId, region } of advance.events) {
          if (event !== 'opened') continue;
          const others = (state.places[fenceId] ?? []).filter(
            (place) => stageOf(place) === 'open' && place.incident?.id !== incidentId,
          );
          expect(others.some((other) => isSamePlace(other.region, region))).toBe(false);
        }
      }
    });
  });

  it('the events of an incident are in a valid order and numbered without gaps', () => {
    hold(({ fences, observations }) => {
      for (const life of byIncident(play(fences, observations).events)) {
        expect(life.map(({ sequence }) => sequence)).toEqual(life.map((_, index) => index + 1));
        expect(lettersOf(life)).toMatch(/^(os*c)*(os*)?$/);
        expect(new Set(life.map(({ fenceId }) => fenceId)).size).toBe(1);
      }
    });
  });

  it('no incident opens before its dwell', () => {
    hold(({ fences, observations }) => {
      const first = play(fences, observations).events.filter(({ sequence }) => sequence === 1);
      for (const { capturedAt, presentSince, fenceId } of first) {
        const fence = fences.find(({ id }) => id === fenceId)!;
        expect(capturedAt - presentSince).toBeGreaterThanOrEqual(fence.dwellMs.default);
      }
    });
  });

  it('a restart anywhere changes nothing', () => {
    const restarts = fc.uniqueArray(fc.nat(99), { maxLength: 10 });
    fc.assert(
      fc.property(worlds, restarts, ({ fences, observations }, moments) => {
        const whole = play(fences, observations);
        const isRestartBefore = (index: number) => moments.includes(index);
        expect(play(fences, observations, { isRestartBefore })).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('fences are independent of each other and of their order', () => {
    hold(({ fences, observations }) => {
      const { events } = play(fences, observations);
      const reversed = play([...fences].reverse(), observations).events;
      for (const fence of fences) {
        const own = events.filter(({ fenceId }) => fenceId === fence.id);
        expect(play([fence], observations).events).toEqual(own);
        expect(reversed.filter(({ fenceId }) => fenceId === fence.id)).toEqual(own);
      }
    });
  });

  it('a fence is silent outside its hours, and while the view is blind', () => {
    const localTime = createLocalClock('UTC');
    const timetable = createTimetables(emptyCalendar);
    hold(({ fences, observations }) => {
      for (const { capturedAt, fenceId } of play(fences, observations).events) {
        const fence = fences.find(({ id }) => id === fenceId)!;
        const isOn = timetable({ hours: fence.schedule, exceptions: fence.exceptions });
        expect(isOn(localTime(capturedAt))).toBe(true);
        const seen = observations.find((observation) => observation.capturedAt === capturedAt);
        expect(seen?.view.state).toBe('ok');
      }
    });
  });
});
