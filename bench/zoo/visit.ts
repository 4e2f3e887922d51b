// What was seen of one zoo camera during its capture. Data only; made by watch-camera.ts, read by judge.ts.
import type { CaptureHealth } from '../../edge/capture/supervise.ts';
import type { CaptureFailureReason } from '../../edge/ffmpeg/capture-error.ts';
import type { Segment } from '../../edge/record/segment.ts';
import type { ClipCheck } from './check-clip.ts';

export interface Visit {
  /** From the start of the capture to the first picture; null if none came. */
  liveAfterMs: number | null;
  /** Capture times and arrival times of the pictures, epoch ms, in order of arrival. */
  pictures: readonly { capturedAt: number; arrivedAt: number; width: number; height: number }[];
  health: CaptureHealth | null;
  /** Codes of all reported problems. */
  said: ReadonlySet<string>;
  failures: readonly CaptureFailureReason[];
  segments: readonly Segment[];
  recordedUntil: number | null;
  endedAt: number;
  clip: ClipCheck;
  /** Refused log-ins, counted by the camera. */
  wrongTries: number;
}
