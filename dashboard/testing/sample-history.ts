// Nights of a fire exit for tests: an observation every few seconds, and goods that are put down at given times and taken away
// again. Pure.
import type { Observation } from '../../contracts/index.ts';
import type { TimeSpan } from '../api/camera-calls.ts';
import { createObservation, createRegion, sampleGrid } from './sample-observations.ts';

/** An object in the exit: since when, epoch ms, and for how long. */
export interface Stay {
  at: number;
  forMs: number;
}

const periodMs = 5000;

export function createNights(span: TimeSpan, stays: readonly Stay[]): Observation[] {
  const count = Math.floor((span.to - span.from) / periodMs);
  return Array.from({ length: count }, (_, index) => {
    const capturedAt = span.from + index * periodMs;
    const there = stays.filter(({ at, forMs }) => capturedAt >= at && capturedAt < at + forMs);
    return createObservation({
      capturedAt,
      view: { state: 'ok', since: span.from, shift: null },
      regions: there.map(regionOf),
    });
  });
}

/** Twelve, evenly over the span; the n-th stays n times 20 seconds. */
export function createStays({ from, to }: TimeSpan): Stay[] {
  const everyMs = (to - from) / 12;
  return Array.from({ length: 12 }, (_, index) => ({
    at: Math.round(from + (index + 0.1) * everyMs),
    forMs: (index + 1) * 20_000,
  }));
}

/** In the middle of the exit of the sample district, 8 by 5 cells. */
function regionOf({ at }: Stay) {
  const row = 12;
  const column = 20;
  const { columns, rows } = sampleGrid;
  return createRegion({
    id: `r${at}`,
    since: at,
    box: { x: column / columns, y: row / rows, width: 8 / columns, height: 5 / rows },
    area: 40 / (columns * rows),
    spans: [0, 1, 2, 3, 4].map((line) => [row + line, column, column + 7]),
  });
}
