// The street of the measurements: deterministic, valid, busy, and no larger in a log than a real street may be.
import { describe, expect, it } from 'vitest';
import { observationSchema } from '../../contracts/index.ts';
import { quantiseObservation } from '../../observation-log/index.ts';
import { busyStreet } from './busy-street.ts';
import { makeFences } from './fences.ts';
import { makeLog, measure, measureReading } from './measure.ts';

const street = [...busyStreet({ hours: 0.2, periodMs: 2000 })];

describe('the busy street', () => {
  it('has the requested length', () => {
    expect(street).toHaveLength(360);
    expect([...busyStreet({ hours: 0, periodMs: 2000 })]).toEqual([]);
    expect(street.at(-1)!.capturedAt - street[0]!.capturedAt).toBe(718_000);
  });

  it('is the same every time', () => {
    expect([...busyStreet({ hours: 0.01, periodMs: 2000 })]).toEqual(street.slice(0, 18));
  });

  it('is valid output of the pipeline', () => {
    for (const observation of street) {
      expect(observationSchema.safeParse(observation).success).toBe(true);
      expect(quantiseObservation(observation)).toEqual(observation);
    }
  });

  it('is busy: many objects, many new ones, flickering regions', () => {
    const ids = new Set(street.flatMap(({ tracks }) => tracks.map(({ id }) => id)));
    const shapes = new Set(
      street.flatMap(({ regions }) => regions.map(({ spans }) => String(spans))),
    );
    expect(Math.min(...street.map(({ tracks }) => tracks.length))).toBeGreaterThanOrEqual(20);
    expect(ids.size).toBeGreaterThan(3 * street.length);
    expect(shapes.size).toBeGreaterThan(20);
  });
});

describe('the measurement', () => {
  it('takes less than 5 MB a camera-day, reads all, and finds something', async () => {
    const log = await makeLog(0.5);
    expect(log.observations).toBe(900);
    expect((log.bytes.length / log.hours) * 24).toBeLessThan(5e6);
    let ms = 0;
    const clock = () => (ms += 500);
    expect(await measureReading(log, { now: clock })).toBe(500);
    const measured = await measure(log, 16, { now: clock });
    expect(measured).toMatchObject({ fences: 16, hoursPerSecond: 1, baselineHoursPerSecond: 1 });
    expect(measured.incidents).toBeGreaterThan(0);
  });

  it('has fences of all kinds, the same every time', () => {
    expect(makeFences(0)).toEqual([]);
    expect(makeFences(4)).toEqual(makeFences(64).slice(0, 4));
    expect(new Set(makeFences(3).map(({ kind }) => kind)).size).toBe(3);
  });
});
