// Maps the reason of a failed capture to a problem code that dispatch and the dashboard know. Pure.
import type { ProblemCode } from '../../contracts/index.ts';
import type { CaptureError, CaptureFailureReason } from '../ffmpeg/capture-error.ts';
import type { CaptureReason } from './health-keeper.ts';

const codes: Record<CaptureFailureReason, ProblemCode> = {
  'login-refused': 'camera-login-refused',
  forbidden: 'camera-login-refused',
  'not-found': 'camera-stream-not-found',
  unreachable: 'camera-unreachable',
  'timed-out': 'camera-unreachable',
  'transport-refused': 'camera-unreachable',
  'no-video': 'camera-unreadable-video',
  'not-a-video': 'camera-unreadable-video',
  empty: 'camera-unreadable-video',
  damaged: 'camera-unreadable-video',
  truncated: 'camera-unreadable-video',
  ended: 'camera-stalled',
  stalled: 'camera-stalled',
  'no-key-frame': 'camera-waiting-for-key-frame',
  'unusable-picture': 'camera-unusable-picture',
  'no-ffmpeg': 'ffmpeg-too-old',
  failed: 'camera-failed',
};

export function captureReason({ reason, message }: CaptureError): CaptureReason {
  return { code: codes[reason], values: { detail: message.slice(0, 500) } };
}
