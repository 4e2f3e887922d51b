// The cost of judging: a busy camera-hour through the engine, and through the reference engine without a cache, for each kind.
// Run by `npm run bench -- geofences`.
import { bench, describe } from 'vitest';
import { emptyCalendar, kinds, type Fence, type Observation } from '../../contracts/index.ts';
import {
  createEngineOf,
  createFenceEngine,
  emptyEngineState,
  type FenceEngine,
} from '../engine.ts';
import { busyStreet } from './busy-street.ts';
import { aFence } from './fences.ts';
import { slowLocalClock, slowTimetables } from './slow-clock.ts';
import { createSlowRaster } from './slow-raster.ts';

const timezone = 'Asia/Shanghai';
const hour = [...busyStreet(1800)];
/** A few minutes for the reference engine and for many fences, which are slow. */
const minutes = hour.slice(0, 90);
const few = { time: 200, iterations: 2, warmupTime: 0, warmupIterations: 1 };

const polygon: Fence['polygon'] = [
  [0.25, 0.3],
  [0.75, 0.3],
  [0.8, 0.9],
  [0.2, 0.9],
];

function judge(engine: FenceEngine, observations: readonly Observation[]): void {
  let state = emptyEngineState;
  for (const observation of observations) state = engine.advance(state, observation).state;
}

const plain = {
  localTime: slowLocalClock(timezone),
  timetable: slowTimetables(emptyCalendar),
  raster: createSlowRaster(),
};

describe.each(kinds)('%s', (kind) => {
  const fence = aFence({
    kind,
    polygon,
    schedule: [{ days: ['mon'], from: '06:00', to: '05:00' }],
  });
  const fences = Array.from({ length: 64 }, (_, index) => ({ ...fence, id: `fence-${index}` }));
  const engines: [string, () => FenceEngine, readonly Observation[]][] = [
    ['one fence, 1800 observations', () => createFenceEngine([fence], timezone), hour],
    ['one fence, 90 observations', () => createFenceEngine([fence], timezone), minutes],
    ['64 fences, 90 observations', () => createFenceEngine(fences, timezone), minutes],
    ['one fence, 90 observations, a plain engine', () => createEngineOf([fence], plain), minutes],
  ];
  for (const [name, create, observations] of engines)
    bench(
      name,
      () => {
        judge(create(), observations);
      },
      few,
    );
});
