import { describe, expect, it } from 'vitest';
import { observation } from '../../contracts/testing/messages.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { silentAfterMs } from './camera-view.ts';
import { createLatestObservations } from './latest-observations.ts';

describe('the latest observations', () => {
  const { cameraId, view } = observation;

  it('are none for a camera without a report', () => {
    const latest = createLatestObservations(fakeClock());
    expect(latest.of(cameraId)).toEqual({ observation: null, view: null, why: null });
  });

  it('are the last reported ones, by camera', () => {
    const latest = createLatestObservations(fakeClock());
    latest.hear(observation);
    const newer = { ...observation, capturedAt: observation.capturedAt + 1000 };
    latest.hear(newer);
    latest.hear({ ...observation, cameraId: 'other' });
    expect(latest.of(cameraId)).toEqual({ observation: newer, view, why: null });
  });

  it('hide objects that may be gone, but keep the state of the view', () => {
    const clock = fakeClock();
    const latest = createLatestObservations(clock);
    latest.hear(observation);
    clock.advance(silentAfterMs);
    expect(latest.of(cameraId).observation).toEqual(observation);
    clock.advance(1);
    expect(latest.of(cameraId)).toEqual({ observation: null, view, why: null });
  });

  it('come with why there was no alert, as long as they are fresh', () => {
    const clock = fakeClock();
    const latest = createLatestObservations(clock);
    const why = { now: [], counts: [], since: 5 };
    latest.hear({ ...observation, why });
    expect(latest.of(cameraId)).toEqual({ observation, view, why });
    clock.advance(silentAfterMs + 1);
    expect(latest.of(cameraId).why).toBeNull();
  });

  it('are dropped on request', () => {
    const latest = createLatestObservations(fakeClock());
    latest.hear(observation);
    latest.forget(cameraId);
    expect(latest.of(cameraId)).toEqual({ observation: null, view: null, why: null });
  });
});
