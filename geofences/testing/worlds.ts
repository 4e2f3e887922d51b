// Worlds for property tests: random fences, and objects that come, stay, are occluded and leave, with a camera that is sometimes
// blind and misses frames.
import fc from 'fast-check';
import { things, type Box, type Fence, type Observation } from '../../contracts/index.ts';
import { aFence, dwell, wholePicture } from './fences.ts';
import { anObservation, aRegion, aTrack, box, monday } from './observations.ts';

interface Thing {
  box: Box;
  from: number;
  stay: number;
  /** How long it is away before it returns. */
  away: number;
  thing: (typeof things)[number];
  isTracked: boolean;
  hiddenEvery: number;
  /** Whether the closer look gives it a label. */
  isNamed: boolean;
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
    isNamed: fc.boolean(),
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

const holes = fc.constantFrom<Fence['holes'][]>(
  [],
  [],
  [
    [
      [0.4, 0.4],
      [0.6, 0.4],
      [0.5, 0.6],
    ],
  ],
);
const anchors = fc.constantFrom<Fence['anchor'][]>(
  { by: 'bottom-centre' },
  { by: 'any-overlap' },
  { by: 'inside', share: 0.35 },
  { by: 'inside', share: 0.9 },
  { by: 'covers', share: 0.05 },
);
const sizes = fc.constantFrom<Fence['size'][]>({}, {}, { maxWidth: 0.2 }, { minHeight: 0.2 });
const exceptions = fc.constantFrom<Fence['exceptions'][]>(
  [],
  [],
  [{ dates: ['2026-01-05'], hours: [{ from: '12:00', to: '12:02' }] }],
  [{ dates: ['2026-01-04'], hours: [{ from: '23:00', to: '12:01' }] }],
);
const permits = fc.constantFrom<Fence['permits'][]>(
  [],
  [],
  [
    {
      polygon: [
        [0.5, 0],
        [1, 0],
        [1, 1],
        [0.5, 1],
      ],
      hours: [{ days: ['mon'], from: '12:01', to: '13:00' }],
    },
  ],
);

export const arbitraryFences: fc.Arbitrary<Fence[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<Fence['kind'][]>('debris-pile', 'blocked-fire-exit', 'street-vending'),
      polygon: polygons,
      holes,
      anchor: anchors,
      size: sizes,
      schedule: schedules,
      exceptions,
      permits,
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

export interface World {
  readonly fences: Fence[];
  readonly observations: Observation[];
}

export const worlds: fc.Arbitrary<World> = fc
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
        .map((one, id) =>
          aRegion({
            id: `r${id}`,
            box: one.box,
            since: one.since,
            seenAs: one.isNamed ? [{ thing: one.thing, label: one.thing, confidence: 0.7 }] : [],
          }),
        ),
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

/** When an object that is there after this time came, or null when it is not there. */
function arrival({ from, stay, away }: Thing, after: number): number | null {
  if (from <= after && after < from + stay) return from;
  const again = from + stay + away;
  return again <= after && after < again + stay ? again : null;
}
