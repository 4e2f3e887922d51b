// What must hold in any world: random fences, things that come, stay, are hidden and go, blind views, gaps in the
// stream, schedules and restarts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  incidentEventSchema,
  things,
  type Box,
  type Fence,
  type IncidentEvent,
  type Observation,
} from '../contracts/index.ts';
import { isSamePlace } from './boxes.ts';
import { createLocalClock, isWithinHours } from './hours.ts';
import { aFence, dwell, wholePicture } from './testing/fences.ts';
import { anObservation, aRegion, aTrack, box, monday } from './testing/observations.ts';
import { play } from './testing/play.ts';

interface Thing {
  box: Box;
  from: number;
  stay: number;
  /** Until it comes back for as long. */
  away: number;
  thing: (typeof things)[number];
  isTracked: boolean;
  hiddenEvery: number;
}

const boxes = fc
  .tuple(fc.nat(34), fc.nat(15), fc.integer({ min: 4, max: 16 }), fc.integer({ min: 4, max: 12 }))
  .map(([column, row, width, height]) =>
    box(column / 40, row / 20, Math.min(width, 40 - column) / 40, Math.min(height, 20 - row) / 20),
  );
const seconds = (max: number) => fc.nat(max).map((value) => value * 1000);

const arbitraryThings: fc.Arbitrary<Thing[]> = fc.array(
  fc.record({
    box: boxes,
    from: seconds(90),
    stay: seconds(60),
    away: seconds(60),
    thing: fc.constantFrom(...things),
    isTracked: fc.boolean(),
    hiddenEvery: fc.integer({ min: 3, max: 30 }),
  }),
  { maxLength: 8 },
);

const polygons = fc.constantFrom<Fence['polygon'][]>(
  wholePicture,
  [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ],
  [
    [0, 1],
    [0.5, 0],
    [1, 1],
  ],
);
const schedules = fc.constantFrom<Fence['schedule'][]>(
  null,
  null,
  [{ days: ['mon'], from: '12:01', to: '12:03' }],
  [{ days: ['mon'], from: '11:00', to: '12:02' }],
  [{ days: ['sun'], from: '18:00', to: '12:04' }],
);

const arbitraryFences: fc.Arbitrary<Fence[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<Fence['kind'][]>('debris-pile', 'blocked-fire-exit', 'street-vending'),
      polygon: polygons,
      schedule: schedules,
      dwellMs: fc.integer({ min: 1, max: 30 }).map((value) => dwell(value * 1000)),
      clearAfterMs: fc.integer({ min: 1, max: 20 }).map((value) => value * 1000),
      reopenWithinMs: fc.integer({ min: 1, max: 60 }).map((value) => value * 1000),
      stillThereEveryMs: fc.integer({ min: 10, max: 90 }).map((value) => value * 1000),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.map((part, index) => aFence({ ...part, id: `fence-${index}` })));

/** Steps between frames: mostly two seconds, sometimes a gap. */
const steps = fc.array(
  fc.record({
    gap: fc.oneof(
      { weight: 12, arbitrary: fc.constant(2000) },
      { weight: 1, arbitrary: seconds(40).map((ms) => ms + 1000) },
    ),
    isBlind: fc.integer({ min: 0, max: 40 }).map((value) => value === 0),
  }),
  { minLength: 40, maxLength: 100 },
);

const worlds = fc
  .record({ fences: arbitraryFences, things: arbitraryThings, steps })
  .map((world) => ({ ...world, observations: observe(world.things, world.steps) }));

function observe(all: Thing[], moves: { gap: number; isBlind: boolean }[]): Observation[] {
  let after = 0;
  return moves.map(({ gap, isBlind }, index) => {
    after += gap;
    const at = monday + after;
    const seen = all
      .map((one) => ({ ...one, since: arrival(one, after) }))
      .filter(({ since, hiddenEvery }) => since !== null && (index + 1) % hiddenEvery !== 0)
      .map((one) => ({ ...one, since: monday + (one.since ?? 0) }));
    return anObservation({
      capturedAt: at,
      regions: seen
        .filter(({ isTracked }) => !isTracked)
        .map((one, id) => aRegion({ id: `r${id}`, box: one.box, since: one.since })),
      tracks: seen
        .filter(({ isTracked }) => isTracked)
        .map((one, id) =>
          aTrack({
            id: `t${id}`,
            thing: one.thing,
            box: one.box,
            firstSeenAt: one.since,
            lastSeenAt: at,
            stationarySince: one.since,
          }),
        ),
      view: { state: isBlind ? 'covered' : 'ok', since: at, shift: null },
    });
  });
}

/** When a thing that is there after so many ms came, or null when it is not there. */
function arrival({ from, stay, away }: Thing, after: number): number | null {
  if (from <= after && after < from + stay) return from;
  const again = from + stay + away;
  return again <= after && after < again + stay ? again : null;
}

function byIncident(events: readonly IncidentEvent[]): IncidentEvent[][] {
  const groups = new Map<string, IncidentEvent[]>();
  for (const event of events)
    groups.set(event.incidentId, [...(groups.get(event.incidentId) ?? []), event]);
  return [...groups.values()];
}

/** The whole list as one word a life: o(pened), s(till there), c(leared). */
function lettersOf(events: readonly IncidentEvent[]): string {
  return events.map(({ event }) => event[0]).join('');
}

function hold(check: (world: { fences: Fence[]; observations: Observation[] }) => void): void {
  fc.assert(fc.property(worlds, check), { numRuns: 80 });
}

describe('in any world', { timeout: 60_000 }, () => {
  it('worlds are lively: many open, say that they are still there, clear and open again', () => {
    const lives = fc
      .sample(worlds, { numRuns: 80, seed: 7 })
      .flatMap(({ fences, observations }) => byIncident(play(fences, observations).events))
      .map(lettersOf);
    expect(lives.length).toBeGreaterThan(50);
    expect(lives.filter((life) => life.includes('s')).length).toBeGreaterThan(3);
    expect(lives.filter((life) => life.includes('co')).length).toBeGreaterThan(3);
  });

  it('every event is one that its schema takes', () => {
    hold(({ fences, observations }) => {
      for (const event of play(fences, observations).events)
        expect(incidentEventSchema.parse(event)).toEqual(event);
    });
  });

  it('nothing opens where another incident of the fence is open', () => {
    hold(({ fences, observations }) => {
      const open = new Map<string, IncidentEvent>();
      for (const event of play(fences, observations).events) {
        const others = [...open.values()].filter(
          ({ fenceId, incidentId }) => fenceId === event.fenceId && incidentId !== event.incidentId,
        );
        if (event.event === 'opened')
          expect(others.some(({ region }) => isSamePlace(region, event.region))).toBe(false);
        if (event.event === 'cleared') open.delete(event.incidentId);
        else open.set(event.incidentId, event);
      }
    });
  });

  it('an incident opens, is still there, clears, and counts each of it once', () => {
    hold(({ fences, observations }) => {
      for (const life of byIncident(play(fences, observations).events)) {
        expect(life.map(({ sequence }) => sequence)).toEqual(life.map((_, index) => index + 1));
        expect(lettersOf(life)).toMatch(/^(os*c)*(os*)?$/);
        expect(new Set(life.map(({ fenceId }) => fenceId)).size).toBe(1);
      }
    });
  });

  it('nothing opens before its dwell', () => {
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

  it('fences do not know of each other: alone or in another order each says the same', () => {
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

  it('a fence never speaks outside its hours, nor while the view is blind', () => {
    const localTime = createLocalClock('UTC');
    hold(({ fences, observations }) => {
      for (const { capturedAt, fenceId } of play(fences, observations).events) {
        const fence = fences.find(({ id }) => id === fenceId)!;
        expect(isWithinHours(fence.schedule, localTime(capturedAt))).toBe(true);
        const seen = observations.find((observation) => observation.capturedAt === capturedAt);
        expect(seen?.view.state).toBe('ok');
      }
    });
  });
});
