// What ffmpeg is asked to do to analyse and record a file; streams have receive-plan.ts and decode-plan.ts. Takes the wishes,
// gives an ffmpeg job as plain data; starts nothing. Also what streams and files have in common: ways of decoding.
import type { Polygon } from '../../contracts/index.ts';
import type { FfmpegOutput } from '../ffmpeg/ffmpeg-process.ts';
import { maskFilters } from './privacy-mask.ts';

export type DecodeMode = 'key-frames' | 'full';
export type Transport = 'tcp' | 'udp';

export interface CapturePlanOptions {
  path: string;
  decode: DecodeMode;
  periodMs: number;
  /** Analysis pictures are scaled down to this width, never up. */
  maxWidth: number;
  /** Play at the speed of the recording. */
  realtime: boolean;
  /** Begin here. */
  fromMs: number;
  /** Where segments go, with the prefix of their names; null to record nothing. */
  record: { dir: string; prefix: string } | null;
  /** What is blackened before anything is analysed or kept. */
  privacyMasks: readonly Polygon[];
}

export interface CapturePlan {
  input: { path: string };
  inputOptions: string[];
  outputs: FfmpegOutput[];
}

const segmentMs = 2000;

export function planCapture(options: CapturePlanOptions): CapturePlan {
  return {
    input: { path: options.path },
    inputOptions: inputOptions(options),
    outputs: [
      analysisOutput(options),
      ...(options.record ? [recordOutput(options.record, options.privacyMasks)] : []),
      heartbeatOutput,
    ],
  };
}

/**
 * A bitstream that is copied cannot be masked: with masks the recording is decoded in full and encoded anew. Then key
 * frames alone are not enough, whatever the analysis would need.
 */
export function recordsAnew(
  { length }: readonly Polygon[],
  record: string | CapturePlanOptions['record'] | undefined,
): boolean {
  return length > 0 && record !== null && record !== undefined;
}

export function isStream(source: string): boolean {
  return /^rtsps?:\/\//i.test(source);
}

/** A pass mark below the period: pictures never come exactly on time, and one just early is better than one late. */
export function thinningMs(decode: DecodeMode, periodMs: number): number {
  return decode === 'key-frames' ? periodMs * 0.75 : periodMs - Math.min(20, periodMs * 0.1);
}

function inputOptions({ decode, realtime, fromMs }: CapturePlanOptions): string[] {
  return [
    ...['-hide_banner', '-nostats', '-loglevel', 'repeat+info'],
    ...['-progress', 'pipe:2', '-stats_period', '1'],
    ...['-nostdin', ...(realtime ? ['-re'] : [])],
    ...(fromMs > 0 ? ['-ss', (fromMs / 1000).toFixed(3)] : []),
    ...['-threads', '1', '-flags', '-output_corrupt'],
    ...(decode === 'key-frames' ? ['-skip_frame', 'nokey'] : []),
  ];
}

function analysisOutput({
  decode,
  periodMs,
  maxWidth,
  privacyMasks,
}: CapturePlanOptions): FfmpegOutput {
  const pass = (thinningMs(decode, periodMs) / 1000).toFixed(3);
  const filters = [
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${pass})+lt(t,prev_selected_t)'`,
    // Before scaling, which would smear what is behind a mask over its edge.
    ...maskFilters(privacyMasks),
    // Even sizes; the height follows from the picture's shape as it is shown, so that pixels come out square. Averaging
    // costs half of what ffmpeg's default does, and makes no rims beside edges.
    `scale=w='2*trunc(min(iw*max(sar,1),${maxWidth})/2)':h='2*round(ow/dar/2)':flags=area`,
    'format=rgb24',
    // Last in the chain: announces time and size of each picture that leaves it.
    'showinfo=checksum=0',
  ];
  return {
    target: 'stdout',
    options: [
      ...['-map', '0:v:0', '-vf', filters.join(',')],
      ...['-fps_mode', 'passthrough', '-f', 'rawvideo'],
    ],
  };
}

/** MPEG-TS survives being cut off anywhere; ffmpeg repeats a file's parameter sets in each segment by itself. */
function recordOutput(
  { dir, prefix }: { dir: string; prefix: string },
  privacyMasks: readonly Polygon[],
): FfmpegOutput {
  return {
    target: `${dir}/${prefix}-%06d.ts`,
    options: [
      ...['-map', '0:v:0'],
      ...(privacyMasks.length > 0 ? encodedAnew(privacyMasks) : ['-c', 'copy']),
      ...['-f', 'segment', '-segment_time', (segmentMs / 1000).toFixed(3)],
      ...['-segment_format', 'mpegts', '-segment_format_options', 'flush_packets=1'],
      ...['-segment_list', 'pipe:2', '-segment_list_type', 'csv'],
    ],
  };
}

// Masked pictures, encoded quickly. A key frame where each segment ends; no frames that refer to later ones, so that a
// segment that is cut off loses nothing of its middle.
function encodedAnew(masks: readonly Polygon[]): string[] {
  return [
    ...['-vf', maskFilters(masks).join(','), '-fps_mode', 'passthrough'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-bf', '0'],
    ...['-pix_fmt', 'yuv420p', '-threads', '1'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${segmentMs / 1000})`],
  ];
}

// Copies packets to nowhere: its progress tells that the source still sends, also while nothing can be decoded.
const heartbeatOutput: FfmpegOutput = {
  target: '-',
  options: ['-map', '0:v:0', '-c', 'copy', '-copyinkf', '-f', 'null'],
};
