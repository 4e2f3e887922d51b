// What ffmpeg is asked to do to decode pictures of a live stream: packets come in on stdin as Matroska, raw pictures go out
// on stdout, and stderr announces time and size of each. Also to encode a stream anew, with its privacy masks painted in.
import type { Readable } from 'node:stream';
import type { Polygon } from '../../contracts/index.ts';
import type { FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';
import { maskFilters } from './privacy-mask.ts';

export interface DecodeWishes {
  /** Of pictures that come closer together than this, one is given. */
  thinningMs: number;
  /** Pictures are scaled down to this width, never up. */
  maxWidth: number;
  /** What is blackened before anything is analysed. */
  privacyMasks: readonly Polygon[];
}

const inputOptions = [
  ...['-hide_banner', '-nostats', '-loglevel', 'repeat+info'],
  // Each packet at once: nothing is to be found out by reading ahead.
  ...['-probesize', '32', '-analyzeduration', '0'],
  ...['-copyts', '-threads', '1', '-flags', '-output_corrupt', '-f', 'matroska'],
];

const flush = 'flush_packets=1';

/** A sample aspect outside of this is a mistake of the camera: such a picture would be some pixels wide or high. */
const aspect = 'if(between(sar,0.25,4),sar,1)';

export function planDecoding(stream: Readable, wishes: DecodeWishes): Omit<FfmpegJob, 'onLine'> {
  const pass = (wishes.thinningMs / 1000).toFixed(3);
  const filters = [
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${pass})+lt(t,prev_selected_t-60)'`,
    // Before scaling, which would smear what is behind a mask over its edge.
    ...maskFilters(wishes.privacyMasks),
    // Even sizes; the height follows from the picture's shape as it is shown, so that pixels come out square. Averaging
    // costs half of what ffmpeg's default does, and makes no rims beside edges.
    `scale=w='2*trunc(min(iw*max(${aspect},1),${wishes.maxWidth})/2)':h='2*round(ow*ih/(iw*${aspect})/2)':flags=area`,
    'format=rgb24',
    // Last in the chain: announces time and size of each picture that leaves it.
    'showinfo=checksum=0',
  ];
  return {
    input: { stream },
    inputOptions,
    outputs: [
      {
        target: 'stdout',
        options: [
          ...['-map', '0:v:0', '-vf', filters.join(',')],
          // Each picture in its own size, also when the camera changes it.
          ...['-autoscale', '0', '-fps_mode', 'passthrough'],
          // A picture leaves at once: encoders with threads give one only when the next comes.
          ...['-threads', '1', '-flush_packets', '1', '-f', 'rawvideo'],
        ],
      },
    ],
  };
}

/**
 * Masked pictures, encoded quickly; out come a bitstream and a list of its packets, as a receiver gives them. A key frame
 * every two seconds, where segments can end; no frames that refer to later ones.
 */
export function planMasking(
  stream: Readable,
  masks: readonly Polygon[],
): Omit<FfmpegJob, 'onLine'> {
  return {
    input: { stream },
    inputOptions,
    outputs: [
      {
        target: 'stdout',
        options: [
          ...['-map', '0:v:0', '-vf', maskFilters(masks).join(','), '-fps_mode', 'passthrough'],
          ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-crf', '24'],
          ...['-pix_fmt', 'yuv420p', '-threads', '1', '-enc_time_base', '1:1000'],
          ...['-force_key_frames', 'expr:gte(t,n_forced*2)'],
          // Encoded once, given twice: as bitstream and as list. What is named as the output itself writes nothing.
          ...['-f', 'tee', `[f=data:${flush}]pipe:1|[f=framecrc:${flush}]pipe:2`],
          ...['-map', '0:v:0', '-c', 'copy', '-f', 'null'],
        ],
      },
    ],
  };
}
