// What each camera says of its last analysed frame, in memory: an edge repeats it every second or two, so a restart
// forgets it only for a moment.
import type { Observation, ViewHealth } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import { silentAfterMs } from './camera-view.ts';

export interface LatestObservations {
  hear(observation: Observation): void;
  /** Things are not shown any more when nothing has been heard for a while; how the view was then, is. */
  of(cameraId: string): { observation: Observation | null; view: ViewHealth | null };
  /** The view is another by an operator's word, until the edge says anew how it is. */
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
