// The last observation of each camera, in memory: an edge repeats it every second or two, so a restart recovers quickly.
import type { Observation, ViewHealth } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import { silentAfterMs } from './camera-view.ts';

export interface LatestObservations {
  hear(observation: Observation): void;
  /** Objects are hidden after a silence; the last state of the view stays. */
  of(cameraId: string): { observation: Observation | null; view: ViewHealth | null };
  /** An operator has confirmed the view: its old state is dropped until the edge reports it again. */
  forget(cameraId: string): void;
}

export function createLatestObservations(clock: Clock): LatestObservations {
  const heard = new Map<string, { observation: Observation; heardAt: number }>();
  return {
    hear: (observation) => {
      heard.set(observation.cameraId, { observation, heardAt: clock.now() });
    },
    of: (cameraId) => {
      const last = heard.get(cameraId);
      if (last === undefined) return { observation: null, view: null };
      const isFresh = clock.now() - last.heardAt <= silentAfterMs;
      return { observation: isFresh ? last.observation : null, view: last.observation.view };
    },
    forget: (cameraId) => {
      heard.delete(cameraId);
    },
  };
}
