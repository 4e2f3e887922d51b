// Saves a camera's state at intervals, and before and after every alert. Takes functions that return the state.
import type { Logger } from 'pino';
import type { Alert, Camera } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { saveCameraState } from './camera-state.ts';

export interface StateKeeperOptions {
  camera: Pick<Camera, 'id'>;
  stateFile: string;
  /** May be a promise. */
  snapshot: () => unknown;
  /** Whether the disk holds all alerts. */
  isDurable: () => boolean;
  clock: Clock;
  log: Logger;
}

/** The background model changes little while nothing is there, and packing it is a large part of a quiet camera's cost. */
const saveEveryMs = { usual: 5000, calm: 30_000 };

export interface StateKeeper {
  save(): Promise<void>;
  /** @param isCalm nothing is there that must survive a restart */
  saveWhenDue(isCalm?: boolean): Promise<void>;
  /** Saves the state with these alerts in it, then sends them. */
  saveAround(alerts: readonly Alert[], goOut: () => Promise<void>): Promise<void>;
}

/**
 * Order matters: the state is saved with the new alerts in it before they go to the outbox. After a crash at any moment there is
 * either neither, or the same alerts are put again.
 */
export function createStateKeeper(options: StateKeeperOptions): StateKeeper {
  const { camera, clock, log, stateFile, snapshot, isDurable } = options;
  let savedAt = -Infinity;
  let unsettled: Alert[] = [];
  const save = async () => {
    savedAt = clock.now();
    try {
      const state = { pipeline: await snapshot(), unsettled };
      await saveCameraState(stateFile, state, savedAt);
    } catch (error) {
      log.error({ cameraId: camera.id, error }, 'state cannot be saved');
    }
  };
  return {
    save,
    saveWhenDue: async (isCalm = false) => {
      // A clock that was set back must not keep the state from being saved.
      const everyMs = isCalm ? saveEveryMs.calm : saveEveryMs.usual;
      if (Math.abs(clock.now() - savedAt) >= everyMs) await save();
    },
    saveAround: async (alerts, goOut) => {
      unsettled.push(...alerts);
      await save();
      await goOut();
      if (isDurable()) unsettled = [];
    },
  };
}
