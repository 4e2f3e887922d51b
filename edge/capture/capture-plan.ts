// Builds the ffmpeg command that analyses and records a file; streams use receive-plan.ts and decode-plan.ts. Takes the capture
// options, returns an ffmpeg job as plain data; starts nothing. Also holds the decode modes that files and streams share.
import type { Polygon } from '../../contracts/index.ts';
import type { FfmpegOutput } from '../ffmpeg/ffmpeg-process.ts';
import { maskFilters } from './privacy-mask.ts';

export type DecodeMode = 'key-frames' | 'full';
export type Transport = 'tcp' | 'udp';

export interface CapturePlanOptions {
  path: string;
  decode: DecodeMode;
  periodMs: number;
  /** Maximum width of analysis pictures; they are scaled down, never up. */
  maxWidth: number;
  /** Play at recorded speed. */
  realtime: boolean;
  /** Start offset. */
  fromMs: number;
  /** Where segments go, with the prefix of their names; null for no recording. */
  record: { dir: string; prefix: string } | null;
  /** Areas that are blackened before anything is analysed or recorded. */
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
 * A copied bitstream cannot be masked: with masks the recording is decoded in full and encoded again. Key frames alone are then
 * not enough, even if the analysis needs only them.
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

/**
 * The threshold is a little below the period: pictures are never exactly on time, and a slightly early one is better than a late
 * one.
 */
export function thinningMs(decode: DecodeMode, periodMs: number): number {
  return decode === 'key-frames' ? periodMs * 0.75 : periodMs - Math.min(20, periodMs * 0.1);
}

function inputOptions({ decode, realtime, fromMs }: CapturePlanOptions): string[] {
  return [
    '-hide_banner',
    '-nostats',
    '-loglevel',
    'repeat+info',
    '-progress',
    'pipe:2',
    '-stats_period',
    '1',
    '-nostdin',
    ...(realtime ? ['-re'] : []),
    ...(fromMs > 0 ? ['-ss', (fromMs / 1000).toFixed(3)] : []),
    '-threads',
    '1',
    '-flags',
    '-output_corrupt',
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
    // Mask before scaling, because scaling would mix masked pixels into the edge.
    ...maskFilters(privacyMasks),
    // Dimensions are even; the height follows from the display aspect ratio, so that pixels are square. Area averaging costs half
    // of ffmpeg's default and leaves no halos at edges.
    `scale=w='2*trunc(min(iw*max(sar,1),${maxWidth})/2)':h='2*round(ow/dar/2)':flags=area`,
    'format=rgb24',
    // Last filter in the chain: prints the time and size of each output picture.
    'showinfo=checksum=0',
  ];
  return {
    target: 'stdout',
    options: [
      '-map',
      '0:v:0',
      '-vf',
      filters.join(','),
      '-fps_mode',
      'passthrough',
      '-f',
      'rawvideo',
    ],
  };
}

/** MPEG-TS can be cut off anywhere; ffmpeg repeats the file's parameter sets in each segment. */
function recordOutput(
  { dir, prefix }: { dir: string; prefix: string },
  privacyMasks: readonly Polygon[],
): FfmpegOutput {
  return {
    target: `${dir}/${prefix}-%06d.ts`,
    options: [
      '-map',
      '0:v:0',
      ...(privacyMasks.length > 0 ? encodedAnew(privacyMasks) : ['-c', 'copy']),
      '-f',
      'segment',
      '-segment_time',
      (segmentMs / 1000).toFixed(3),
      '-segment_format',
      'mpegts',
      '-segment_format_options',
      'flush_packets=1',
      '-segment_list',
      'pipe:2',
      '-segment_list_type',
      'csv',
    ],
  };
}

// Encodes the masked pictures fast, with a key frame at each segment end. There are no B-frames, so a truncated segment stays
// decodable up to its end.
function encodedAnew(masks: readonly Polygon[]): string[] {
  return [
    '-vf',
    maskFilters(masks).join(','),
    '-fps_mode',
    'passthrough',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '24',
    '-bf',
    '0',
    '-pix_fmt',
    'yuv420p',
    '-threads',
    '1',
    '-force_key_frames',
    `expr:gte(t,n_forced*${segmentMs / 1000})`,
  ];
}

// Copies packets to a null output: its progress shows that the source still sends, even while nothing can be decoded.
const heartbeatOutput: FfmpegOutput = {
  target: '-',
  options: ['-map', '0:v:0', '-c', 'copy', '-copyinkf', '-f', 'null'],
};
