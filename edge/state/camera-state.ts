// The state of one camera that must survive a crash: its pipeline's snapshot, and the alerts that the snapshot knows but the
// outbox may not hold yet. Both are in one file, so that a crash cannot separate them.
import type { Logger } from 'pino';
import { z } from 'zod';
import {
  alertSchema,
  describeFaults,
  faultsOf,
  leaseTokenSchema,
  type Alert,
} from '../../contracts/index.ts';
import { loadStamped, saveState } from './state-file.ts';

export const cameraStateSchema = z.strictObject({
  /** Validated by the pipeline itself; absent before the first frame. */
  pipeline: z.json(),
  /** Put into the outbox again at the start: their ids make a repeat harmless. */
  unsettled: z.array(alertSchema),
  /** The token of the lease that it was saved under; absent when edges do not share cameras. */
  lease: leaseTokenSchema.optional(),
});

export interface CameraState {
  readonly pipeline: unknown;
  readonly unsettled: readonly Alert[];
  readonly lease?: number | undefined;
}

export interface SavedState {
  /** By the wall clock of the edge at that time, epoch ms. */
  readonly savedAt: number;
  readonly state: CameraState;
}

export async function saveCameraState(
  path: string,
  state: CameraState,
  savedAt: number,
): Promise<void> {
  await saveState(path, state, savedAt);
}

/**
 * Null when there is no usable state. A state from the future, saved before the clock was set back, is logged; the
 * pipeline shifts its times with the first frame.
 * @param now epoch ms
 */
export async function loadCameraState(
  path: string,
  log: Logger,
  now = Infinity,
): Promise<SavedState | null> {
  const stamped = await loadStamped(path, log);
  if (stamped === undefined) return null;
  const parsed = cameraStateSchema.safeParse(stamped.state, { reportInput: true });
  if (parsed.success) {
    const byMs = Math.min(0, now - stamped.savedAt);
    if (byMs < 0)
      log.warn({ path, byMs }, 'the saved state is from the future: the clock was set back');
    return { savedAt: stamped.savedAt, state: parsed.data };
  }
  log.error(
    { path, faults: describeFaults(faultsOf(parsed.error)) },
    'the saved state is of another version: starting fresh',
  );
  return null;
}
