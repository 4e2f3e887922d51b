// How long to wait before the next attempt at a camera, and what the camera's state is meanwhile. Pure: takes what went
// wrong, gives the answer.
import type { CameraStatus } from '../../contracts/index.ts';
import type { CaptureFailureReason } from '../ffmpeg/capture-error.ts';

const firstDelayMs = 1000;
const longestDelayMs = 30_000;
const longestForbiddenDelayMs = 3_600_000;

/**
 * Doubles from one second to thirty, half of it by chance so that a hundred cameras do not knock together. When the log-in may
 * not see the stream, from half a minute to an hour. A log-in that was refused has pauses of its own (log-ins.ts).
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
