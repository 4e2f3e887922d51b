// What a capture is asked for, what it says while it runs, and its status.
import type { Camera } from '../../contracts/index.ts';
import type { Clock } from '../clock.ts';
import type { DecodeMode, Transport } from './capture-plan.ts';
import type { FrameTimes } from './frame-times.ts';
import type { LookTimes } from './look-feed.ts';
import type { RunAgainReason } from './run-again.ts';
import type { SourceInfo } from './session.ts';

export type CaptureEvent =
  | { type: 'opened'; source: SourceInfo; decode: DecodeMode }
  | { type: 'run-again'; reason: RunAgainReason; decode: DecodeMode; waitedMs: number }
  | { type: 'waiting-for-key-frame'; waitedMs: number }
  /** The camera's time stamps jumped: a single one, or all from now on. */
  | { type: 'time-jump'; stamp: 'odd' | 'restarted'; offMs: number }
  /** The time of day of this machine was set, by so much. */
  | { type: 'clock-step'; byMs: number }
  | { type: 'segment'; file: string; startAt: number; endAt: number }
  /** The segment that is being written, so far. */
  | { type: 'segment-grown'; file: string; startAt: number; endAt: number }
  /** Nothing is recorded, and why; null when it is again. */
  | { type: 'recording-problem'; detail: string | null };

export interface CaptureOptions {
  camera: Pick<Camera, 'id' | 'source'> & Partial<Pick<Camera, 'privacyMasks'>>;
  periodMs: number;
  decode: 'auto' | DecodeMode;
  /** Streams with `auto`: the mode that was right when the camera was seen last. */
  beginWith?: DecodeMode;
  transport: Transport;
  signal: AbortSignal;
  clock: Clock;
  /** Widest analysis picture; wider sources are scaled down. */
  analysisWidth?: number;
  /** Where to write segments of the video: untouched, or with its privacy masks. */
  recordDir?: string;
  /** Files: at the speed of the recording, dropping like a stream. */
  realtime?: boolean;
  /** Files: when the recording began, epoch ms. The default is a constant, so that a file always gives the same. */
  startAt?: number;
  /** Streams: dates pictures, over all runs of a camera. */
  times?: FrameTimes;
  /** Streams: when to look, over all runs of a camera; each period when absent. */
  looks?: LookTimes;
  onEvent?: (event: CaptureEvent) => void;
}

export interface CaptureStatus {
  decode: DecodeMode;
  framesDropped: number;
  decodeErrors: number;
  source: SourceInfo | null;
  /** Files: length as the container says. */
  durationMs: number | null;
}
