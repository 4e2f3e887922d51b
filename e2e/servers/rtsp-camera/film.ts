// Films for the RTSP test camera: ffmpeg renders and encodes a moving pattern, and each coded picture is returned with its time.
// Takes the parameters of the film; returns its access units in decoding order.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const filmCodecs = ['h264', 'h265', 'h265-10bit', 'mjpeg'] as const;
export type FilmCodec = (typeof filmCodecs)[number];

export interface FilmWishes {
  codec: FilmCodec;
  seconds: number;
  fps?: number;
  width?: number;
  height?: number;
  /** GOP length in pictures. */
  gop?: number;
  bFrames?: number;
  profile?: 'baseline' | 'main' | 'high';
  /** Open GOPs: their key frames are not IDR. */
  openGop?: boolean;
  /** Pixel aspect ratio, such as `1/300`. */
  sampleAspect?: string;
}

export interface FilmUnit {
  /** H.264 and H.265 with start codes and parameter sets before key frames; a JPEG file. */
  readonly data: Buffer;
  readonly isKey: boolean;
  /** Presentation time, ms from the first picture. */
  readonly shownMs: number;
}

export interface Film {
  readonly codec: FilmCodec;
  readonly fps: number;
  readonly gop: number;
  readonly units: readonly FilmUnit[];
}

export async function makeFilmUnits(wishes: FilmWishes): Promise<Film> {
  const { codec, fps = 10, gop = 10, seconds } = wishes;
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-film-'));
  const files = { bytes: join(folder, 'units.bin'), list: join(folder, 'units.txt') };
  try {
    await promisify(execFile)('ffmpeg', [
      '-y',
      '-loglevel',
      'error',
      '-f',
      'lavfi',
      '-i',
      patternOf(wishes),
      '-t',
      String(seconds),
      ...encoderOf(wishes),
      '-map',
      '0:v',
      '-f',
      'tee',
      `[f=data]${files.bytes}|[f=framecrc]${files.list}`,
    ]);
    const units = cut(await readFile(files.bytes), await readFile(files.list, 'utf8'));
    return { codec, fps, gop, units };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function patternOf({ width = 320, height = 176, fps = 10, sampleAspect }: FilmWishes): string {
  const aspect = sampleAspect === undefined ? '' : `,setsar=${sampleAspect}`;
  return `testsrc2=size=${width}x${height}:rate=${fps}${aspect}`;
}

function encoderOf({ codec, gop = 10, bFrames = 0, profile, openGop }: FilmWishes): string[] {
  const every = ['-g', String(gop), '-keyint_min', String(gop), '-bf', String(bFrames)];
  switch (codec) {
    case 'h264':
      return [
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-pix_fmt',
        'yuv420p',
        ...every,
        '-x264-params',
        `scenecut=0:open-gop=${openGop === true ? 1 : 0}`,
        ...(profile === undefined ? [] : ['-profile:v', profile]),
      ];
    case 'h265':
    case 'h265-10bit':
      return [
        '-c:v',
        'libx265',
        '-preset',
        'ultrafast',
        ...every,
        '-pix_fmt',
        codec === 'h265' ? 'yuv420p' : 'yuv420p10le',
        '-x265-params',
        `log-level=none:scenecut=0:open-gop=${openGop === true ? 1 : 0}:bframes=${bFrames}`,
      ];
    case 'mjpeg':
      // RTP carries JPEG without its Huffman tables: they have to be the standard ones.
      return ['-c:v', 'mjpeg', '-huffman', 'default', '-pix_fmt', 'yuvj420p', '-q:v', '6'];
  }
}

/**
 * @param list as written by ffmpeg's framecrc muxer: stream, dts, pts, duration, size, checksum, flags unless a plain key frame
 */
function cut(bytes: Buffer, list: string): FilmUnit[] {
  const [, numerator = '1', denominator = '1000'] = /#tb 0: (\d+)\/(\d+)/.exec(list) ?? [];
  const ticksToMs = (1000 * Number(numerator)) / Number(denominator);
  let at = 0;
  return [...list.matchAll(packetLine)].map(([, pts, size, flags]) => {
    const data = bytes.subarray(at, at + Number(size));
    at += Number(size);
    const isKey = flags === undefined || (Number(flags) & 1) === 1;
    return { data, isKey, shownMs: Number(pts) * ticksToMs };
  });
}

const packetLine = /^0, *-?\d+, *(-?\d+), *-?\d+, *(\d+), 0x[0-9a-f]{8}(?:, F=(0x[0-9A-Fa-f]+))?/gm;
