// The zoo's shapes with one peculiarity each: a good camera with one change. Returns shapes; starts nothing.
import { isGapTooLong } from '../../edge/capture/decode-choice.ts';
import { groupMs, type Expectation, type Shape } from './shape.ts';

const good = {
  part: 'one thing odd' as const,
  film: { codec: 'h264' as const, seconds: 20, gop: 10 },
  camera: {},
  watchMs: 10_000,
};

/** The extra time to the first picture, besides waiting for a key frame. */
export const liveLimitMs = 10_000;

type Change = Partial<Omit<Shape, 'name' | 'expect'>> & { expect?: Partial<Expectation> };

export function served(name: string, change: Change = {}): Shape {
  const film = { ...good.film, ...change.film };
  const decode = isGapTooLong(groupMs(film), 1000) ? ('full' as const) : ('key-frames' as const);
  return {
    ...good,
    liveWithinMs: groupMs(film) + liveLimitMs,
    ...change,
    name,
    film: { ...film, seconds: Math.max(film.seconds, groupMs(film) / 1000) },
    expect: { served: true, decode, allow: [], note: null, ...change.expect } as Expectation,
  };
}

function refused(
  name: string,
  said: Omit<Extract<Expectation, { served: false }>, 'served'>,
  change: Omit<Change, 'expect'>,
): Shape {
  const expect = { served: false as const, ...said };
  return { ...good, liveWithinMs: 0, watchMs: 25_000, ...change, name, expect };
}

const h264 = good.film;
const locking = {
  method: 'digest' as const,
  user: 'admin',
  password: 'right',
  lockAfter: 3,
};
const udpOnly = { transports: ['udp'] as const };
const small = { ...h264, width: 160, height: 96, seconds: 10 };

export function singleShapes(): Shape[] {
  return [
    ...codecs(),
    ...groups(),
    ...times(),
    ...network(),
    ...troubles(),
    ...refusals(),
    ...silences(),
  ];
}

function codecs(): Shape[] {
  return [
    served('H.264 as most cameras send it'),
    served('H.264 baseline', { film: { ...h264, profile: 'baseline' } }),
    served('H.264 main with B-frames', { film: { ...h264, profile: 'main', bFrames: 3 } }),
    served('H.264 high with B-frames', { film: { ...h264, profile: 'high', bFrames: 3, gop: 20 } }),
    served('H.264 with B-frames and open groups', {
      film: { ...h264, bFrames: 3, openGop: true, gop: 20 },
    }),
    served('H.265', { film: { ...h264, codec: 'h265' } }),
    served('H.265 with B-frames and open groups', {
      film: { ...h264, codec: 'h265', bFrames: 3, openGop: true, gop: 20 },
    }),
    served('H.265 with 10 bits', { film: { ...h264, codec: 'h265-10bit' } }),
    served('Motion JPEG', { film: { ...h264, codec: 'mjpeg', gop: 1 } }),
    served('sound first in the description', { camera: { audio: 'g711-first' } }),
    served('AAC sound', { camera: { audio: 'aac' } }),
    served('parameter sets in the description only', { camera: { setsIn: 'sdp' } }),
    served('parameter sets in band only', { camera: { setsIn: 'band' } }),
    served('pixels 300 times as high as wide', { film: { ...h264, sampleAspect: '1/300' } }),
    served('another size in mid-stream', { change: { film: small, afterMs: 7000 } }),
    served('another size in mid-stream, sets in band only', {
      camera: { setsIn: 'band' },
      change: { film: small, afterMs: 7000 },
    }),
  ];
}

function groups(): Shape[] {
  const halfway = (gop: number) => ({ film: { ...h264, gop }, camera: { startAt: gop / 2 } });
  return [
    served('every picture a key frame', { film: { ...h264, gop: 1 } }),
    served('key frames 5 s apart', halfway(50)),
    served('key frames 27 s apart', halfway(270)),
    served('key frames 60 s apart', halfway(600)),
    served('H.265, key frames 27 s apart', {
      film: { ...h264, codec: 'h265', gop: 270 },
      camera: { startAt: 135 },
    }),
    served('B-frames, key frames 27 s apart', {
      film: { ...h264, bFrames: 3, gop: 270 },
      camera: { startAt: 135 },
    }),
  ];
}

function times(): Shape[] {
  const jumps = { expect: { note: 'camera-time-jumps' as const } };
  const long = { watchMs: 14_000 };
  return [
    served('one stamp in 40 hours ahead', { camera: { stamps: 'jump-ahead' }, ...jumps }),
    served('one stamp in 40 hours back', { camera: { stamps: 'jump-back' }, ...jumps }),
    served('one stamp in 40 hours ahead, B-frames', {
      film: { ...h264, bFrames: 3, gop: 20 },
      camera: { stamps: 'jump-ahead' },
      ...jumps,
    }),
    served('stamps begin anew', { camera: { stamps: 'restart' }, ...long, ...jumps }),
    served('stamps wrap at 32 bits', { camera: { stamps: 'wrap' }, ...long }),
    // Timed by arrival from the second picture on: nothing is lost, so nothing is reported.
    served('stamps stand still', { camera: { stamps: 'frozen' } }),
    served('no marker bits', { camera: { markers: false } }),
  ];
}

function network(): Shape[] {
  const logIn = { method: 'digest' as const, user: 'admin', password: 'p@:/#%x' };
  const encoded = `admin:${encodeURIComponent(logIn.password)}`;
  return [
    served('UDP only', { camera: udpOnly }),
    served('UDP only, H.265', {
      film: { ...h264, codec: 'h265' },
      camera: udpOnly,
    }),
    served('UDP with 1 packet in 100 lost', {
      camera: { ...udpOnly, lossShare: 0.01 },
      expect: { allow: ['damaged-pictures', 'gaps'] },
    }),
    served('UDP with 1 packet in 20 lost', {
      camera: { ...udpOnly, lossShare: 0.05 },
      expect: { allow: ['damaged-pictures', 'gaps'] },
    }),
    served('TCP only', { camera: { transports: ['tcp'] } }),
    served('Basic, password with @:/#%', {
      camera: { logIn: { ...logIn, method: 'basic' } },
      logIn: encoded,
    }),
    served('Digest, password with @:/#%', { camera: { logIn }, logIn: encoded }),
  ];
}

function troubles(): Shape[] {
  const flaky = { expect: { allow: ['gaps', 'damaged-pictures', 'reconnects'] as const } };
  const often = { watchMs: 24_000, ...flaky };
  return [
    served('first picture 10 s after PLAY', {
      camera: { fault: { kind: 'starts-late', afterMs: 10_000 } },
      liveWithinMs: 20_000 + liveLimitMs,
    }),
    served('hangs up after 5 s', {
      camera: { fault: { kind: 'hangs-up', afterMs: 5000 } },
      ...often,
    }),
    served('TEARDOWN and silence after 5 s', {
      camera: { fault: { kind: 'tears-down', afterMs: 5000 } },
      ...often,
    }),
    served('falls silent after 5 s', {
      camera: { fault: { kind: 'falls-silent', afterMs: 5000 } },
      ...often,
    }),
    served('1 packet in 20 is garbage after 3 s', {
      camera: { fault: { kind: 'garbage-packets', percent: 5, afterMs: 3000 } },
      ...often,
    }),
    served('8 cameras that hang up every 4 s', {
      part: 'at once',
      copies: 8,
      ...often,
      camera: { fault: { kind: 'hangs-up', afterMs: 4000 } },
      liveWithinMs: 15_000,
    }),
  ];
}

function refusals(): Shape[] {
  const refusedLogIn = { state: 'refused' as const, code: 'camera-login-refused' as const };
  return [
    refused('wrong password', refusedLogIn, { camera: { logIn: locking }, logIn: 'admin:wrong' }),
    refused('no password where one is asked for', refusedLogIn, { camera: { logIn: locking } }),
    refused('8 cameras with a wrong password at one recorder', refusedLogIn, {
      part: 'at once',
      copies: 8,
      camera: { logIn: locking },
      logIn: 'admin:wrong',
    }),
    refused('403 to DESCRIBE', refusedLogIn, {
      camera: { fault: { kind: 'answers', status: '403 Forbidden', to: 'DESCRIBE' } },
    }),
    refused(
      '404 to DESCRIBE',
      { state: 'offline', code: 'camera-stream-not-found' },
      { camera: { fault: { kind: 'answers', status: '404 Stream Not Found', to: 'DESCRIBE' } } },
    ),
    refused(
      '503 to SETUP',
      { state: 'offline', code: 'camera-failed' },
      {
        camera: { fault: { kind: 'answers', status: '503 Service Unavailable', to: 'SETUP' } },
      },
    ),
  ];
}

/** Cameras that do not answer, or answer uselessly. */
function silences(): Shape[] {
  const unreachable = { state: 'offline' as const, code: 'camera-unreachable' as const };
  const silent = { state: 'stalled' as const, code: 'camera-stalled' as const };
  const unreadable = { state: 'offline' as const, code: 'camera-unreadable-video' as const };
  return [
    refused('DESCRIBE is never answered', unreachable, {
      camera: { fault: { kind: 'never-answers', to: 'DESCRIBE' } },
    }),
    refused('PLAY is never answered', unreachable, {
      camera: { fault: { kind: 'never-answers', to: 'PLAY' } },
    }),
    refused('PLAY, but no picture', silent, { camera: { fault: { kind: 'no-pictures' } } }),
    refused('speaks no RTSP', unreadable, { camera: { fault: { kind: 'garbage-answers' } } }),
    refused('sound only', unreadable, {
      camera: { audio: 'g711', fault: { kind: 'audio-only' } },
    }),
  ];
}
