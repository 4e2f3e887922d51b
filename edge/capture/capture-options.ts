// The options of a capture, its events and its status.
import type { Camera } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { DecodeMode, Transport } from './capture-plan.ts';
import type { FrameTimes } from './frame-times.ts';
import type { LookTimes } from './look-feed.ts';
import type { RunAgainReason } from './run-again.ts';
import type { SourceInfo } from './session.ts';

export type CaptureEvent =
  | { type: 'opened'; source: SourceInfo; decode: DecodeMode }
  | { type: 'run-again'; reason: RunAgainReason; decode: DecodeMode; waitedMs: number }
  | { type: 'waiting-for-key-frame'; waitedMs: number }
  /** The camera's time stamps jumped: one stamp only, or all stamps from now on. */
  | { type: 'time-jump'; stamp: 'odd' | 'restarted'; offMs: number }
  /** The wall clock of this machine was set, by this many ms. */
  | { type: 'clock-step'; byMs: number }
  | { type: 'segment'; file: string; startAt: number; endAt: number }
  /** The unfinished segment, as far as it is written. */
  | { type: 'segment-grown'; file: string; startAt: number; endAt: number }
  /** Why recording has stopped; null when it works. */
  | { type: 'recording-problem'; detail: string | null };

/** For files only. */
export interface FileCaptureOptions {
  /** Files: play at recorded speed and drop frames like a stream. */
  realtime?: boolean;
  /** Files: start of the recording, epoch ms. The default is constant, so that a file always gives the same result. */
  startAt?: number;
}

/** For streams only. */
export interface StreamCaptureOptions {
  /** Streams with `auto`: the mode that suited the camera in its last run. */
  beginWith?: DecodeMode;
  /** Streams: dates the pictures, across all runs of a camera. */
  times?: FrameTimes;
  /** Streams: decides when to look, across all runs of a camera; once per period when absent. */
  looks?: LookTimes;
}

/** Which pictures are decoded, and how large. */
export interface PictureOptions {
  periodMs: number;
  decode: 'auto' | DecodeMode;
  /** Maximum width of the analysis picture; wider sources are scaled down. */
  analysisWidth?: number;
}

export interface CaptureOptions extends FileCaptureOptions, StreamCaptureOptions, PictureOptions {
  camera: Pick<Camera, 'id' | 'source'> & Partial<Pick<Camera, 'privacyMasks'>>;
  transport: Transport;
  signal: AbortSignal;
  clock: Clock;
  /** Where to write video segments, and whether to copy the stream or encode it with its privacy masks. */
  recordDir?: string;
  onEvent?: (event: CaptureEvent) => void;
}

export interface CaptureStatus {
  decode: DecodeMode;
  framesDropped: number;
  decodeErrors: number;
  source: SourceInfo | null;
  /** Files: duration from the container. */
  durationMs: number | null;
}
