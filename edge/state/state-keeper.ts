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
  /** Where the next holder of the camera finds its state; absent when edges do not share cameras. */
  sharing?: StateSharing | undefined;
  clock: Clock;
  log: Logger;
}

export interface StateSharing {
  lease: () => number;
  /** Never rejects. @param how urgent: an alert is about to leave, or the camera ends */
  share: (state: CameraState, how: { isUrgent: boolean; isCalm: boolean }) => Promise<void>;
  /** The last state did not get there: the next holder would not know what has happened since. */
  isBehind: () => boolean;
}

/** The background model changes little while nothing is there, and packing it is a large part of a quiet camera's cost. */
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
 * Order matters: the state is saved with the new alerts in it before they go to the outbox. After a crash at any moment there is
 * either neither, or the same alerts are put again.
 */
export function createStateKeeper(options: StateKeeperOptions): StateKeeper {
  const { camera, clock, log, stateFile, snapshot, isDurable, sharing } = options;
  let savedAt = -Infinity;
  let unsettled: Alert[] = [];
  const save = async (how = { isUrgent: true, isCalm: false }) => {
    savedAt = clock.now();
    try {
      const state = { pipeline: await snapshot(), unsettled, ...leaseOf(sharing) };
      // The copy for the next holder does not depend on this disk.
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
      // A clock that was set back must not keep the state from being saved.
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
