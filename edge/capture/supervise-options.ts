// The options of the supervision of one camera's capture.
import type { Logger } from 'pino';
import type { Camera } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../../host/clock.ts';
import type { Segment } from '../record/segment.ts';
import type { CaptureError } from '../ffmpeg/capture-error.ts';
import type { CaptureHealth } from './health-keeper.ts';
import type { LogIns } from './log-ins.ts';
import type { LookTimes } from './look-feed.ts';
import type { openCapture } from './open-capture.ts';

/** Callbacks for the results of a capture, over all its attempts. */
export interface CaptureListener {
  onFrame: (frame: Frame) => Promise<void>;
  onHealth: (health: CaptureHealth) => void;
  /** A failure, counted for metrics. */
  onFailure: (error: CaptureError) => void;
  /** An attempt has ended and its ffmpeg has exited. */
  onEnded?: () => Promise<void>;
  onSegment?: (segment: Segment) => Promise<void>;
  /** The segment that is being written has grown. */
  onSegmentGrown?: (segment: Segment) => void;
  /** Why nothing is recorded; null when recording works again. */
  onRecordingProblem?: (detail: string | null) => void;
}

/** Replaced in tests. */
export interface CaptureStandIns {
  random?: () => number;
  open?: typeof openCapture;
}

export interface SuperviseOptions extends CaptureListener, CaptureStandIns {
  camera: Camera;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  recordDir?: string;
  /** Shared by all cameras of a worker, so that cameras of one recorder do not lock each other out. */
  logIns?: LogIns;
  /** When to look; once per period when absent. */
  looks?: LookTimes;
}
