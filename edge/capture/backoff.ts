// The back-off between attempts at a camera and the camera state in the meantime. Pure: takes the failure, returns the pause and
// the state.
import type { CameraStatus } from '../../contracts/index.ts';
import { jitteredBackOffMs } from '../../host/back-off.ts';
import type { CaptureFailureReason } from '../ffmpeg/capture-error.ts';

const usual = { firstMs: 1000, longestMs: 30_000 };
const whenForbidden = { firstMs: 30_000, longestMs: 3_600_000 };

/**
 * Doubles from 1 s to 30 s. Half of it is jitter, so that a hundred cameras do not reconnect together. When the account may not
 * see the stream, from half a minute to an hour. Refused log-ins have their own back-off (log-ins.ts).
 */
export function retryDelayMs(
  attempt: number,
  reason: CaptureFailureReason,
  random: () => number,
): number {
  const backOff = reason === 'forbidden' ? whenForbidden : usual;
  return jitteredBackOffMs(backOff, attempt, random);
}

export function stateAfter(reason: CaptureFailureReason): CameraStatus['state'] {
  if (reason === 'login-refused' || reason === 'forbidden') return 'refused';
  if (reason === 'stalled' || reason === 'no-key-frame') return 'stalled';
  return 'offline';
}
