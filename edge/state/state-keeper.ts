// Saves what a camera must not forget, now and then, and around every alert. Takes the pipeline's memory when it saves.
import type { Logger } from 'pino';
import type { Alert, Camera } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import { saveCameraState } from './camera-state.ts';

export interface StateKeeperOptions {
  camera: Pick<Camera, 'id'>;
  stateFile: string;
  /** May be a promise. */
  snapshot: () => unknown;
  /** Whether the disk holds everything that was raised. */
  isDurable: () => boolean;
  clock: Clock;
  log: Logger;
}

/** What is learnt while nothing is there changes little, and packing it is a good part of what a quiet camera costs. */
const saveEveryMs = { usual: 5000, calm: 30_000 };

export interface StateKeeper {
  save(): Promise<void>;
  /** @param isCalm nothing is there that a restart should still know */
  saveWhenDue(isCalm?: boolean): Promise<void>;
  /** Saves the state with these alerts in it, then lets them go out. */
  saveAround(alerts: readonly Alert[], goOut: () => Promise<void>): Promise<void>;
}

/**
 * Order matters: the state is saved with the new alerts in it before they go to the outbox. A crash at any moment then
 * either has neither, or puts the same alerts again.
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
