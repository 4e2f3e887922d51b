// The zoo's matrix: streams in which every pair of field peculiarities occurs at least once. Pure.
import type { FilmWishes } from '../../e2e/servers/rtsp-camera/film.ts';
import type { RtspCameraOptions } from '../../e2e/servers/rtsp-camera/rtsp-camera.ts';
import { pairwise, type Row } from './pairwise.ts';
import { liveLimitMs, served } from './single-shapes.ts';
import { groupMs, type Allowance, type Shape } from './shape.ts';

const choices = {
  codec: [
    'H.264 baseline',
    'H.264 main with B-frames',
    'H.264 high, open groups',
    'H.265',
    'H.265 10 bit with B-frames',
    'MJPEG',
  ],
  group: ['1 picture', '1 s', '2 s', '27 s', '60 s'],
  audio: ['no sound', 'AAC', 'G.711', 'G.711 first'],
  stamps: ['plain', 'jump', 'restart', 'wrap', 'no markers'],
  sets: ['both', 'sdp', 'band'],
  transport: ['TCP', 'UDP', 'UDP with loss'],
  logIn: ['none', 'Basic', 'Digest'],
} as const;
type Mixed = Row<typeof choices>;

export function matrixShapes(): Shape[] {
  const names = new Set<string>();
  return pairwise(choices)
    .map(shapeOf)
    .filter(({ name }) => !names.has(name) && names.add(name));
}

function shapeOf(row: Mixed): Shape {
  const film = filmOf(row);
  const password = 'p@:/#%x';
  const allow: Allowance[] = row.transport === 'UDP with loss' ? ['damaged-pictures', 'gaps'] : [];
  const jumps = row.stamps === 'jump' || row.stamps === 'restart';
  return served(nameOf(row), {
    part: 'every two together',
    film,
    camera: cameraOf(row, film, password),
    ...(row.logIn === 'none' ? {} : { logIn: `admin:${encodeURIComponent(password)}` }),
    liveWithinMs: groupMs(film) + liveLimitMs,
    watchMs: 13_000,
    expect: { allow, note: jumps ? 'camera-time-jumps' : null },
  });
}

function nameOf(row: Mixed): string {
  const isJpeg = row.codec === 'MJPEG';
  const group = isJpeg ? [] : [`key frame each ${row.group}`];
  const sets =
    isJpeg || row.sets === 'both' ? [] : [`sets in ${row.sets === 'sdp' ? 'SDP' : 'band'}`];
  const logIn = row.logIn === 'none' ? [] : [row.logIn];
  const stamps =
    row.stamps === 'plain' || (isJpeg && row.stamps === 'no markers')
      ? []
      : [`stamps: ${row.stamps}`];
  return [row.codec, ...group, row.audio, ...stamps, ...sets, row.transport, ...logIn].join(', ');
}

const pictures: Record<Mixed['group'], number> = {
  '1 picture': 1,
  '1 s': 10,
  '2 s': 20,
  '27 s': 270,
  '60 s': 600,
};

function filmOf({ codec, group }: Mixed): FilmWishes {
  const gop = pictures[group];
  const seconds = Math.max(20, gop / 10);
  const bFrames = gop === 1 ? 0 : 3;
  switch (codec) {
    case 'H.264 baseline':
      return { codec: 'h264', profile: 'baseline', gop, seconds };
    case 'H.264 main with B-frames':
      return { codec: 'h264', profile: 'main', bFrames, gop, seconds };
    case 'H.264 high, open groups':
      return { codec: 'h264', profile: 'high', bFrames, openGop: gop > 1, gop, seconds };
    case 'H.265':
      return { codec: 'h265', gop, seconds };
    case 'H.265 10 bit with B-frames':
      return { codec: 'h265-10bit', bFrames, gop, seconds };
    case 'MJPEG':
      return { codec: 'mjpeg', gop: 1, seconds: 20 };
  }
}

const audios: Record<Mixed['audio'], NonNullable<RtspCameraOptions['audio']>> = {
  'no sound': 'none',
  AAC: 'aac',
  'G.711': 'g711',
  'G.711 first': 'g711-first',
};

function cameraOf(row: Mixed, { gop = 1 }: FilmWishes, password: string): Shape['camera'] {
  const stamps: RtspCameraOptions['stamps'] =
    row.stamps === 'jump' ? 'jump-ahead' : row.stamps === 'no markers' ? 'plain' : row.stamps;
  return {
    audio: audios[row.audio],
    stamps,
    // Only the marker shows where a JPEG ends.
    markers: row.stamps !== 'no markers' || row.codec === 'MJPEG',
    setsIn: row.sets,
    startAt: Math.floor(gop / 2),
    ...(row.transport === 'TCP' ? {} : { transports: ['udp'] }),
    ...(row.transport === 'UDP with loss' ? { lossShare: 0.01 } : {}),
    ...(row.logIn === 'none'
      ? {}
      : { logIn: { method: row.logIn === 'Basic' ? 'basic' : 'digest', user: 'admin', password } }),
  };
}
