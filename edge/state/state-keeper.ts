// Saves a camera's state at intervals, and before and after every alert. Takes functions that return the state.
import type { Logger } from 'pino';
import type { Alert, Camera } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { saveCameraState, type CameraState } from './camera-state.ts';

export interface StateKeeperOptions {
  camera: Pick<Camera, 'id'>;
  stateFile: string;
  /** May be a promise. */
  snapshot: () => unknown;
  /** Whether the disk holds all alerts. */
  isDurable: () => boolean;
  /** Stores the state for the next holder of the camera; absent when edges do not share cameras. */
  sharing?: StateSharing | undefined;
  clock: Clock;
  log: Logger;
}

export interface StateSharing {
  lease: () => number;
  /** Never rejects. @param how `isUrgent`: an alert is about to be sent, or the camera stops */
  share: (state: CameraState, how: { isUrgent: boolean; isCalm: boolean }) => Promise<void>;
  /** Whether the last state could not be stored. */
  isBehind: () => boolean;
}

/** `calm` is longer, because the background model changes little then and packing it is costly. `behind`: after a failed share. */
const saveEveryMs = { usual: 5000, calm: 30_000, behind: 1000 };

export interface StateKeeper {
  /** At the end of the camera. */
  save(): Promise<void>;
  /** @param isCalm nothing is there that must survive a restart */
  saveWhenDue(isCalm?: boolean): Promise<void>;
  /** Saves the state with these alerts in it, then sends them. */
  saveAround(alerts: readonly Alert[], goOut: () => Promise<void>): Promise<void>;
}

/**
 * The state is saved with the new alerts in it before they go to the outbox. After a crash at any moment, either neither the state nor
 * the outbox has the alerts, or the state has them and they are put into the outbox again.
 */
export function createStateKeeper(options: StateKeeperOptions): StateKeeper {
  const { camera, clock, log, stateFile, snapshot, isDurable, sharing } = options;
  let savedAt = -Infinity;
  let unsettled: Alert[] = [];
  const save = async (how = { isUrgent: true, isCalm: false }) => {
    savedAt = clock.now();
    try {
      const state = { pipeline: await snapshot(), unsettled, ...leaseOf(sharing) };
      // Start storing the shared copy first, which does not need this disk.
      const shared = sharing?.share(state, how);
      try {
        await saveCameraState(stateFile, state, savedAt);
      } finally {
        await shared;
      }
    } catch (error) {
      log.error({ cameraId: camera.id, error }, 'state cannot be saved');
    }
  };
  return {
    save: () => save(),
    saveWhenDue: async (isCalm = false) => {
      // Compare absolute times, because a clock that was set back must not prevent saving.
      const usual = isCalm ? saveEveryMs.calm : saveEveryMs.usual;
      const everyMs = sharing?.isBehind() === true ? saveEveryMs.behind : usual;
      if (Math.abs(clock.now() - savedAt) >= everyMs) await save({ isUrgent: false, isCalm });
    },
    saveAround: async (alerts, goOut) => {
      unsettled.push(...alerts);
      await save();
      await goOut();
      if (isDurable()) unsettled = [];
    },
  };
}

function leaseOf(sharing: StateSharing | undefined): Pick<CameraState, 'lease'> {
  return sharing ? { lease: sharing.lease() } : {};
}
