// What was seen of one camera of the zoo while the edge captured it. Data only; watch-camera.ts makes it, judge.ts reads it.
import type { CaptureHealth } from '../../edge/capture/supervise.ts';
import type { CaptureFailureReason } from '../../edge/ffmpeg/capture-error.ts';
import type { Segment } from '../../edge/record/segment.ts';
import type { ClipCheck } from './check-clip.ts';

export interface Visit {
  /** From the start of the capture to its first picture; null when none came. */
  liveAfterMs: number | null;
  /** When pictures were taken, epoch ms, in the order in which they came, and when they came. */
  pictures: readonly { capturedAt: number; arrivedAt: number; width: number; height: number }[];
  health: CaptureHealth | null;
  /** Codes of all that was said beside the state or as the reason for it. */
  said: ReadonlySet<string>;
  failures: readonly CaptureFailureReason[];
  segments: readonly Segment[];
  recordedUntil: number | null;
  endedAt: number;
  clip: ClipCheck;
  /** Log-ins that the camera found wrong. */
  wrongTries: number;
}
