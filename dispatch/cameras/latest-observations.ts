// The last observation of each camera, in memory: an edge repeats it every second or two, so a restart recovers quickly.
import type { Observation, ObservationReport, ViewHealth, WhyNot } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { silentAfterMs } from './camera-view.ts';

export interface LatestObservations {
  hear(report: ObservationReport): void;
  /** Objects are hidden after a silence; the last state of the view stays. */
  of(cameraId: string): {
    observation: Observation | null;
    view: ViewHealth | null;
    /** Why its fences have not alerted; null when that is not known. */
    why: WhyNot | null;
  };
  /** An operator has confirmed the view: its old state is dropped until the edge reports it again. */
  forget(cameraId: string): void;
}

export function createLatestObservations(clock: Clock): LatestObservations {
  const heard = new Map<
    string,
    { observation: Observation; why: WhyNot | null; heardAt: number }
  >();
  return {
    hear: ({ why = null, ...observation }) => {
      heard.set(observation.cameraId, { observation, why, heardAt: clock.now() });
    },
    of: (cameraId) => {
      const last = heard.get(cameraId);
      if (last === undefined) return { observation: null, view: null, why: null };
      const isFresh = clock.now() - last.heardAt <= silentAfterMs;
      const { observation, why } = last;
      const { view } = observation;
      return isFresh ? { observation, view, why } : { observation: null, view, why: null };
    },
    forget: (cameraId) => {
      heard.delete(cameraId);
    },
  };
}
