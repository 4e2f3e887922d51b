// Builds the ffmpeg commands that decode a live stream, and that encode it again with its privacy masks. Packets go in on stdin
// as Matroska and raw pictures come out on stdout; stderr gives the time and size of each picture.
import type { Readable } from 'node:stream';
import type { Polygon } from '../../contracts/index.ts';
import type { FfmpegJob } from '../ffmpeg/ffmpeg-process.ts';
import { maskFilters } from './privacy-mask.ts';

export interface DecodeWishes {
  /** Pictures closer together than this are thinned to one. */
  thinningMs: number;
  /** Maximum width of the pictures; they are scaled down, never up. */
  maxWidth: number;
  /** Areas that are blackened before analysis. */
  privacyMasks: readonly Polygon[];
}

const inputOptions = [
  '-hide_banner',
  '-nostats',
  '-loglevel',
  'repeat+info',
  // Hand on each packet at once: do not read ahead to probe the stream.
  '-probesize',
  '32',
  '-analyzeduration',
  '0',
  '-copyts',
  '-threads',
  '1',
  '-flags',
  '-output_corrupt',
  '-f',
  'matroska',
];

const flush = 'flush_packets=1';

/** A sample aspect ratio outside this range is a camera fault: the picture would be only a few pixels wide or high. */
const aspect = 'if(between(sar,0.25,4),sar,1)';

export function planDecoding(stream: Readable, wishes: DecodeWishes): Omit<FfmpegJob, 'onLine'> {
  const pass = (wishes.thinningMs / 1000).toFixed(3);
  const filters = [
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${pass})+lt(t,prev_selected_t-60)'`,
    // Mask before scaling, because scaling would mix masked pixels into the edge.
    ...maskFilters(wishes.privacyMasks),
    // Dimensions are even; the height follows from the display aspect ratio, so that pixels are square. Area averaging costs half
    // of ffmpeg's default and leaves no halos at edges.
    `scale=w='2*trunc(min(iw*max(${aspect},1),${wishes.maxWidth})/2)':h='2*round(ow*ih/(iw*${aspect})/2)':flags=area`,
    'format=rgb24',
    // Last filter in the chain: prints the time and size of each output picture.
    'showinfo=checksum=0',
  ];
  return {
    input: { stream },
    inputOptions,
    outputs: [
      {
        target: 'stdout',
        options: [
          '-map',
          '0:v:0',
          '-vf',
          filters.join(','),
          // Keep each picture's own size, even when the camera changes it.
          '-autoscale',
          '0',
          '-fps_mode',
          'passthrough',
          // Output each picture at once: threaded encoders hold one back until the next comes.
          '-threads',
          '1',
          '-flush_packets',
          '1',
          '-f',
          'rawvideo',
        ],
      },
    ],
  };
}

/**
 * Encodes the masked pictures fast. Outputs a bitstream and a packet list, like a receiver. There is a key frame every two
 * seconds, where segments can end, and no B-frames.
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
          '-map',
          '0:v:0',
          '-vf',
          maskFilters(masks).join(','),
          '-fps_mode',
          'passthrough',
          '-c:v',
          'libx264',
          '-preset',
          'veryfast',
          '-tune',
          'zerolatency',
          '-crf',
          '24',
          '-pix_fmt',
          'yuv420p',
          '-threads',
          '1',
          '-enc_time_base',
          '1:1000',
          '-force_key_frames',
          'expr:gte(t,n_forced*2)',
          // One encoder, two outputs through the tee muxer: bitstream and packet list. The named output file writes nothing.
          '-f',
          'tee',
          `[f=data:${flush}]pipe:1|[f=framecrc:${flush}]pipe:2`,
          '-map',
          '0:v:0',
          '-c',
          'copy',
          '-f',
          'null',
        ],
      },
    ],
  };
}
