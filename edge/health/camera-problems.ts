// Converts a camera's status to problem codes for dispatch; returns none while the camera is live.
import type { CameraStatus } from '../../contracts/index.ts';
import type { FoundProblem } from '../found-problem.ts';

const codes = {
  offline: 'camera-unreachable',
  refused: 'camera-login-refused',
  stalled: 'camera-stalled',
} as const;

export function cameraProblems(status: CameraStatus): FoundProblem[] {
  const { cameraId, state, problem, reason } = status;
  if (state === 'live' || state === 'starting') return [];
  if (reason) return [{ ...reason, subject: cameraId }];
  const values = problem === null ? {} : { detail: problem };
  return [{ code: codes[state], subject: cameraId, values }];
}
