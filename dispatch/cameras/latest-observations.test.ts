import { describe, expect, it } from 'vitest';
import { observation } from '../../contracts/testing/messages.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { silentAfterMs } from './camera-view.ts';
import { createLatestObservations } from './latest-observations.ts';

describe('the latest observations', () => {
  const { cameraId, view } = observation;

  it('are none of a camera that has said nothing', () => {
    const latest = createLatestObservations(fakeClock());
    expect(latest.of(cameraId)).toEqual({ observation: null, view: null });
  });

  it('are what was heard last, by camera', () => {
    const latest = createLatestObservations(fakeClock());
    latest.hear(observation);
    const newer = { ...observation, capturedAt: observation.capturedAt + 1000 };
    latest.hear(newer);
    latest.hear({ ...observation, cameraId: 'other' });
    expect(latest.of(cameraId)).toEqual({ observation: newer, view });
  });

  it('show no things that may be gone, but how the view was', () => {
    const clock = fakeClock();
    const latest = createLatestObservations(clock);
    latest.hear(observation);
    clock.advance(silentAfterMs);
    expect(latest.of(cameraId).observation).toEqual(observation);
    clock.advance(1);
    expect(latest.of(cameraId)).toEqual({ observation: null, view });
  });

  it('are forgotten when told to', () => {
    const latest = createLatestObservations(fakeClock());
    latest.hear(observation);
    latest.forget(cameraId);
    expect(latest.of(cameraId)).toEqual({ observation: null, view: null });
  });
});
