// Random observations at the limits of the schema, for property tests: few ids, so that objects come, leave, swap places and
// return; unquantised boxes and shares; regions whose boxes agree with their spans, nearly, or not at all.
import fc from 'fast-check';
import {
  opinionWords,
  things,
  viewStates,
  type Box,
  type Observation,
  type StaticRegion,
  type Track,
} from '../../contracts/index.ts';
import { boxOfSpans, areaOfSpans } from '../quantise.ts';

const start = Date.UTC(2026, 0, 5, 12);
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Mostly from a few values, so that objects stay unchanged between observations. */
const often = <T>(arbitrary: fc.Arbitrary<T>, handful: readonly [T, ...T[]]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...handful) }, { weight: 1, arbitrary });

const someBox: Box = { x: 0.25, y: 0.5, width: 0.125, height: 0.25 };
const boxes = often(fc.record({ x: share, y: share, width: share, height: share }), [someBox]);
const shares = often(share, [0.5, 0.28]);
const times = often(
  fc.nat(10_000_000).map((ms) => start + ms),
  [start, start + 2000],
);
const labels = fc.constantFrom('person', 'motorcycle', '三轮车', '⛱️', '');
const names = fc.record({ thing: fc.constantFrom(...things), label: labels, confidence: shares });

const tracks: fc.Arbitrary<Track> = fc.record({
  id: fc.constantFrom('t0', 't1', 't2', 't10', 't007', '轨'),
  thing: fc.constantFrom(...things),
  label: labels,
  confidence: shares,
  box: boxes,
  firstSeenAt: times,
  lastSeenAt: times,
  stationarySince: fc.option(times),
});

const cells = fc.nat(30);
const anyCell = fc.nat(10_000);
const span = fc
  .tuple(fc.nat(19), cells, cells)
  .map(([row, a, b]): StaticRegion['spans'][number] => [row, Math.min(a, b), Math.max(a, b)]);
const someSpans: StaticRegion['spans'] = [
  [3, 4, 9],
  [4, 4, 9],
  [5, 2, 9],
];
const spans = often<StaticRegion['spans']>(
  fc.oneof(
    fc.array(span, { maxLength: 8 }),
    fc.array(span, { maxLength: 8 }).map((rows) => rows.sort(([a], [b]) => a - b)),
    // Outside the grid: the format must store such spans too.
    fc.array(fc.tuple(anyCell, anyCell, anyCell), { maxLength: 2 }),
  ),
  [someSpans, [...someSpans, [6, 3, 8]], []],
);

type Grid = Observation['grid'];
const grids = often(
  fc.record({ columns: fc.integer({ min: 1, max: 500 }), rows: fc.integer({ min: 1, max: 300 }) }),
  [{ columns: 40, rows: 20 }],
);

const plainRegions = fc.record({
  id: fc.constantFrom('r1', 'r2', 'rmhx2k-17', '0'),
  box: boxes,
  area: shares,
  spans,
  since: times,
  contrast: shares,
  seenAs: fc.array(names, { maxLength: 2 }),
});
const regions = fc.record({ region: plainRegions, isOfSpans: fc.boolean() });

/** With box and area computed from the spans, as the detectors do. */
function settled(region: StaticRegion, grid: Grid): StaticRegion {
  const box = boxOfSpans(region.spans, grid) ?? region.box;
  const area = areaOfSpans(region.spans, grid);
  return { ...region, box, area: area >= 0 && area <= 1 ? area : region.area };
}

const opinions = fc.array(
  fc.record({ region: boxes, at: times, says: fc.subarray([...opinionWords]) }),
  { maxLength: 2 },
);

const frames = fc.record({
  opinions: often(opinions, [[]]),
  gapMs: often(fc.nat(100_000), [2000]),
  mediaTimeMs: fc.option(often(fc.double({ min: 0, max: 1e9, noNaN: true }), [2000, 4000])),
  grid: grids,
  tracks: fc.array(tracks, { maxLength: 5 }),
  regions: fc.array(regions, { maxLength: 3 }),
  isStill: fc.boolean(),
  view: fc.record({
    state: fc.constantFrom(...viewStates),
    since: times,
    shift: fc.option(
      fc.record({
        x: fc.double({ min: -2, max: 2, noNaN: true }),
        y: fc.double({ min: -2, max: 2, noNaN: true }),
      }),
    ),
  }),
});

/** In order of time; in half of the observations little changes but the time. */
export const arbitraryLog: fc.Arbitrary<Observation[]> = fc
  .array(frames, { minLength: 1, maxLength: 12 })
  .map((steps) => {
    const log: Observation[] = [];
    let capturedAt = start;
    for (const { gapMs, isStill, regions: pairs, opinions: said, ...parts } of steps) {
      capturedAt += gapMs;
      const before = log.at(-1);
      const same = isStill && before;
      log.push({
        version: 1,
        cameraId: 'gate',
        ...parts,
        ...(same && { grid: before.grid, view: before.view, tracks: before.tracks }),
        regions: same
          ? before.regions
          : pairs.map(({ region, isOfSpans }) =>
              isOfSpans ? settled(region, parts.grid) : region,
            ),
        ...(said.length > 0 && { opinions: said }),
        capturedAt,
      });
    }
    return log;
  });
