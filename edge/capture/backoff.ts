// The back-off between attempts at a camera and the camera state in the meantime. Pure: takes the failure, returns the pause and
// the state.
import type { CameraStatus } from '../../contracts/index.ts';
import type { CaptureFailureReason } from '../ffmpeg/capture-error.ts';

const firstDelayMs = 1000;
const longestDelayMs = 30_000;
const longestForbiddenDelayMs = 3_600_000;

/**
 * Doubles from 1 s to 30 s. Half of it is jitter, so that a hundred cameras do not reconnect together. When the account may not
 * see the stream, from half a minute to an hour. Refused log-ins have their own back-off (log-ins.ts).
 */
export function retryDelayMs(
  attempt: number,
  reason: CaptureFailureReason,
  random: () => number,
): number {
  const isForbidden = reason === 'forbidden';
  const first = isForbidden ? longestDelayMs : firstDelayMs;
  const longest = isForbidden ? longestForbiddenDelayMs : longestDelayMs;
  const delay = Math.min(longest, first * 2 ** (attempt - 1));
  return Math.round(delay / 2 + (delay / 2) * random());
}

export function stateAfter(reason: CaptureFailureReason): CameraStatus['state'] {
  if (reason === 'login-refused' || reason === 'forbidden') return 'refused';
  if (reason === 'stalled' || reason === 'no-key-frame') return 'stalled';
  return 'offline';
}
