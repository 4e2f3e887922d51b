// Captures recorded files with the real ffmpeg: good files, and files that are broken in different ways.
import { execFile } from 'node:child_process';
import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeFilm } from '../../e2e/servers/rtsp.ts';
import type { Frame } from '../../detectors/frame.ts';
import { systemClock } from '../../host/clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { CaptureFailureReason } from '../ffmpeg/capture-error.ts';
import { openCapture } from './open-capture.ts';
import type { CaptureEvent, CaptureOptions } from './capture-options.ts';

const run = promisify(execFile);

async function capture(source: string, change: Partial<CaptureOptions> = {}) {
  const frames: Frame[] = [];
  const events: CaptureEvent[] = [];
  const running = openCapture({
    camera: { id: 'file', source },
    periodMs: 1000,
    decode: 'auto',
    transport: 'tcp',
    clock: systemClock,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    ...change,
  });
  let reason: CaptureFailureReason | null = null;
  try {
    for await (const frame of running) frames.push(frame);
  } catch (error) {
    reason = (error as { reason: CaptureFailureReason }).reason;
  }
  const times = frames.map(({ mediaTimeMs }) => mediaTimeMs);
  return { frames, times, events, reason, status: running.status };
}

describe('an intact file', () => {
  it('gives one frame per period from key frames alone when they are frequent enough', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 6, gop: 10 });
    const { times, status, reason } = await capture(film);
    expect(reason).toBeNull();
    expect(times).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
    expect(status).toMatchObject({ decode: 'key-frames', framesDropped: 0, durationMs: 6000 });
  });

  it('switches to full decoding when key frames are too rare, and skips no period', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 8, gop: 50 });
    const { times, status, events } = await capture(film);
    expect(times).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]);
    expect(status.decode).toBe('full');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'run-again', reason: 'key-frames-too-far-apart' }),
    );
  });

  it('decodes everything when only the first frame is a key frame', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 4, gop: 500 });
    const { times } = await capture(film);
    expect(times).toEqual([0, 1000, 2000, 3000]);
  });

  it('gives the same frames, times and pixels on every run', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 3, gop: 10 });
    const first = await capture(film);
    const second = await capture(film);
    expect(second.times).toEqual(first.times);
    const pixels = ({ frames }: { frames: Frame[] }) => Buffer.concat(frames.map(({ rgb }) => rgb));
    expect(pixels(second).equals(pixels(first))).toBe(true);
    expect(first.frames[0]?.capturedAt).toBe(Date.UTC(2024, 0, 1));
  });

  it('dates frames from the given start time', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 2, gop: 10 });
    const { frames } = await capture(film, { startAt: 5_000_000 });
    expect(frames.map(({ capturedAt }) => capturedAt)).toEqual([5_000_000, 5_001_000]);
  });

  it('scales wide pictures down, keeps their aspect ratio, and never scales up', async () => {
    const dir = await temporaryFolder();
    const wide = await makeFilm(join(dir, 'w.mp4'), { seconds: 1, width: 640, height: 360 });
    const scaled = await capture(wide, { analysisWidth: 320 });
    expect(scaled.frames[0]).toMatchObject({ width: 320, height: 180 });
    expect(scaled.frames[0]?.rgb.length).toBe(320 * 180 * 3);
    expect((await capture(wide)).frames[0]).toMatchObject({ width: 640, height: 360 });
  });

  it('waits for a slow reader and drops nothing', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 8, gop: 5 });
    let count = 0;
    const running = openCapture({
      camera: { id: 'file', source: film },
      periodMs: 500,
      decode: 'auto',
      transport: 'tcp',
      clock: systemClock,
      signal: new AbortController().signal,
    });
    for await (const frame of running) {
      if (frame.mediaTimeMs === 0) await systemClock.wait(600);
      count += 1;
    }
    expect(count).toBe(16);
    expect(running.status.framesDropped).toBe(0);
  });

  it('may change its picture size half-way: later frames keep their shape and time', async () => {
    const dir = await temporaryFolder();
    const small = await makeFilm(join(dir, 'a.h264'), { seconds: 3, gop: 10 });
    const big = await makeFilm(join(dir, 'b.h264'), {
      seconds: 3,
      gop: 10,
      width: 640,
      height: 480,
    });
    const both = join(dir, 'both.h264');
    await writeFile(both, Buffer.concat([await readFile(small), await readFile(big)]));
    const film = join(dir, 'both.ts');
    await run('ffmpeg', ['-v', 'error', '-r', '10', '-i', both, '-c', 'copy', film]);
    const { frames, times, reason } = await capture(film);
    expect(reason).toBeNull();
    expect(times.map((ms) => Math.round((ms ?? 0) / 1000))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(frames.map(({ width, height }) => `${width}x${height}`)).toEqual([
      '320x180',
      '320x180',
      '320x180',
      '640x480',
      '640x480',
      '640x480',
    ]);
    for (const { width, height, rgb } of frames) expect(rgb.length).toBe(width * height * 3);
  });

  it('reads H.265 as well', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), {
      seconds: 3,
      gop: 10,
      codec: 'h265',
    });
    const { times, status } = await capture(film);
    expect(times).toEqual([0, 1000, 2000]);
    expect(status.source?.codec).toBe('hevc');
  });

  it('stops without an error on abort, and ends ffmpeg', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 8, gop: 10 });
    const stopping = new AbortController();
    const times: (number | null)[] = [];
    const running = openCapture({
      camera: { id: 'file', source: film },
      periodMs: 1000,
      decode: 'auto',
      transport: 'tcp',
      clock: systemClock,
      signal: stopping.signal,
      realtime: true,
    });
    for await (const { mediaTimeMs } of running) {
      times.push(mediaTimeMs);
      stopping.abort();
    }
    expect(times).toEqual([0]);
  });
});

describe('a bad file', () => {
  it('that does not exist is reported as not found', async () => {
    expect((await capture('/nowhere/film.mp4')).reason).toBe('not-found');
  });

  it('that is empty is reported as empty', async () => {
    const film = join(await temporaryFolder(), 'empty.mp4');
    await writeFile(film, '');
    expect((await capture(film)).reason).toBe('empty');
  });

  it('that is a device is reported as not a video', async () => {
    expect((await capture('/dev/zero')).reason).toBe('not-a-video');
  });

  it('that is a text file is reported as not a video', async () => {
    const film = join(await temporaryFolder(), 'text.mp4');
    await writeFile(film, 'a letter, not a film\n'.repeat(100));
    expect((await capture(film)).reason).toBe('not-a-video');
  });

  it('that is a folder is reported as not a video', async () => {
    expect((await capture(await temporaryFolder())).reason).toBe('not-a-video');
  });

  it('that has only sound is reported as having no video', async () => {
    const film = join(await temporaryFolder(), 'sound.m4a');
    await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=2', film]);
    expect((await capture(film)).reason).toBe('no-video');
  });

  it('that ends early is truncated, after the frames that could be read', async () => {
    const dir = await temporaryFolder();
    const film = await makeFilm(join(dir, 'a.mp4'), { seconds: 10, gop: 10 });
    const early = join(dir, 'early.mp4');
    await run('ffmpeg', [
      '-v',
      'error',
      '-i',
      film,
      '-c',
      'copy',
      '-movflags',
      '+faststart',
      early,
    ]);
    await truncate(early, Math.round((await stat(early)).size * 0.6));
    const { times, reason } = await capture(early);
    expect(reason).toBe('truncated');
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(times.length).toBeLessThan(10);
  });

  it('that lost the index at its end is reported as not a video', async () => {
    const film = await makeFilm(join(await temporaryFolder(), 'a.mp4'), { seconds: 5 });
    await truncate(film, Math.round((await stat(film)).size * 0.6));
    expect((await capture(film)).reason).toBe('not-a-video');
  });
});
