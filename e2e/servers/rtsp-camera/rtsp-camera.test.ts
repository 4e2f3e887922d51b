// The RTSP test camera itself: it sends what it is configured to send, checked with ffmpeg and byte by byte.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeFilmUnits } from './film.ts';
import { createLogIn } from './log-in.ts';
import { nalUnits, parameterSetOf } from './nal-units.ts';
import { payloadsOf } from './payloads.ts';
import { createRequestReader } from './requests.ts';
import { startRtspCamera, type RtspCameraOptions } from './rtsp-camera.ts';
import { stampOf } from './stamps.ts';

const run = promisify(execFile);

async function probe(options: RtspCameraOptions, logIn?: string): Promise<string> {
  const camera = await startRtspCamera(options);
  const transport = options.transports?.[0] ?? 'tcp';
  try {
    const { stdout } = await run('ffprobe', [
      '-v',
      'error',
      '-rtsp_transport',
      transport,
      '-read_intervals',
      '%+#12',
      '-of',
      'csv=p=0',
      '-show_entries',
      'stream=codec_name,width',
      '-show_packets',
      camera.url(logIn),
    ]);
    return stdout;
  } finally {
    await camera.stop();
  }
}

describe.concurrent('an RTSP test camera', () => {
  it.each([
    [{ codec: 'h264', bFrames: 3, gop: 10 }, {}, 'h264,320'],
    [{ codec: 'h265-10bit', gop: 10 }, { audio: 'g711-first' }, 'hevc,320'],
    [{ codec: 'mjpeg' }, { transports: ['udp'] }, 'mjpeg,320'],
  ] as const)('plays %o to ffmpeg', async (wishes, options, expected) => {
    const film = await makeFilmUnits({ ...wishes, seconds: 4 });
    const printed = await probe({ ...options, film });
    expect(printed).toContain(expected);
  });

  it('accepts a log-in with all special characters', async () => {
    const film = await makeFilmUnits({ codec: 'h264', seconds: 4 });
    const logIn = { method: 'digest', user: 'admin', password: 'p@:/#%x' } as const;
    const printed = await probe({ film, logIn }, `admin:${encodeURIComponent(logIn.password)}`);
    expect(printed).toContain('h264,320');
  });
});

describe('a film', () => {
  it('has parameter sets before each key frame, and reordered pictures', async () => {
    const film = await makeFilmUnits({ codec: 'h264', seconds: 4, gop: 20, bFrames: 3 });
    expect(film.units).toHaveLength(40);
    expect(film.units.filter(({ isKey }) => isKey)).toHaveLength(2);
    const sets = nalUnits(film.units[0]!.data).map((unit) => parameterSetOf('h264', unit));
    expect(sets).toEqual(expect.arrayContaining(['sps', 'pps']));
    const shown = film.units.map(({ shownMs }) => shownMs);
    expect(shown).not.toEqual(shown.toSorted((a, b) => a - b));
  });

  it('is split into packets for the network, with or without parameter sets', async () => {
    const film = await makeFilmUnits({ codec: 'h265', seconds: 1, width: 640, height: 352 });
    const [first] = film.units;
    const all = payloadsOf('h265', first!, true);
    expect(all.every(({ length }) => length > 0 && length < 1400)).toBe(true);
    expect(payloadsOf('h265', first!, false).length).toBe(all.length - 3);
  });
});

describe('time stamps', () => {
  const place = (count: number) => ({ count, shownMs: count * 100, fps: 10 });
  const steps = (shape: Parameters<typeof stampOf>[0], from: number, to: number) =>
    stampOf(shape, place(to)) - stampOf(shape, place(from));

  it('follow the time of the pictures', () => {
    expect(steps('plain', 0, 10)).toBe(90_000);
  });

  it('jump for one picture, restart, stand still, or wrap at 32 bits', () => {
    expect(steps('jump-ahead', 19, 20)).toBe(9000 + 5 * 3600 * 90_000);
    expect(steps('jump-ahead', 19, 21)).toBe(18_000);
    expect(stampOf('restart', place(60))).toBe(0);
    expect(steps('frozen', 0, 50)).toBe(0);
    expect(stampOf('wrap', place(59))).toBeLessThan(2 ** 32);
    expect(stampOf('wrap', place(61))).toBeGreaterThan(2 ** 32);
  });
});

describe('a log-in', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const ask = (authorization: string | null) => ({
    method: 'DESCRIBE',
    authorization,
    address: 'a',
  });

  it('is required, refused, and locked after wrong tries, each of which renews the lock', () => {
    let now = 0;
    const wishes = {
      method: 'basic',
      user: 'u',
      password: 'p',
      lockAfter: 2,
      lockMs: 100,
    } as const;
    const logIn = createLogIn(wishes, () => now);
    expect(logIn.admit(ask(null))).toBe('asked');
    expect(logIn.admit(ask(basic('u:x')))).toBe('refused');
    expect(logIn.admit(ask(basic('u:x')))).toBe('locked');
    now = 60;
    expect(logIn.admit(ask(basic('u:p')))).toBe('locked');
    now = 150;
    expect(logIn.admit(ask(basic('u:p')))).toBe('locked');
    now = 300;
    expect(logIn.admit(ask(basic('u:p')))).toBe('let-in');
    expect(logIn.wrongTries()).toBe(4);
  });

  it('by Digest proves the password without sending it', () => {
    const logIn = createLogIn({ method: 'digest', user: 'u', password: 'p' }, () => 1);
    const nonce = /nonce="(\w+)"/.exec(logIn.challenge)?.[1] ?? '';
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const answer = (password: string) =>
      `Digest username="u", realm="camera", nonce="${nonce}", uri="/cam", response="${md5(
        `${md5(`u:camera:${password}`)}:${nonce}:${md5('DESCRIBE:/cam')}`,
      )}"`;
    expect(logIn.admit(ask(answer('p')))).toBe('let-in');
    expect(logIn.admit(ask(answer('q')))).toBe('refused');
  });
});

describe('requests', () => {
  it('are parsed from chunks, with interleaved packets between them', () => {
    const read = createRequestReader();
    expect(read(Buffer.from('OPTIONS rtsp://x RTSP/1.0\r\nCSe'))).toEqual([]);
    const [options] = read(Buffer.from('q: 7\r\n\r\n'));
    expect([options?.method, options?.uri, options?.header('cseq')]).toEqual([
      'OPTIONS',
      'rtsp://x',
      '7',
    ]);
    expect(read(Buffer.from([0x24, 1, 0, 2, 9]))).toEqual([]);
    const rest = Buffer.concat([Buffer.from([9]), Buffer.from('PLAY rtsp://x RTSP/1.0\r\n\r\n')]);
    expect(read(rest).map(({ method }) => method)).toEqual(['PLAY']);
  });
});
