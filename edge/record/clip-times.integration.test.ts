// At time t of a clip, a browser shows the picture that was taken at the clip's start plus t, exact to one picture: after a seek, step by
// step, and during playback. Uses a film with a number in each picture, with and without B-frames, in headless Chromium.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { cutClip } from './cut-clip.ts';
import { createRecorder } from './recorder.ts';
import { openRingBuffer } from './ring-buffer.ts';

const periodMs = 40;
const seconds = 8;
/** Sixteen columns of 20 pixels, each one bit of the picture's number. */
const bits = "geq=lum='235*mod(floor(N/pow(2,floor(X/20))),2)':cb=128:cr=128";
const size = { width: 320, height: 64 };

interface Unit {
  data: Uint8Array;
  isKey: boolean;
  ptsMs: number;
}

/** The film's access units in decoding order, as a camera sends them. */
async function filmWith(bFrames: number): Promise<Unit[]> {
  const folder = await temporaryFolder(onTestFinished);
  const film = join(folder, 'film.mkv');
  const source = `color=black:s=${size.width}x${size.height}:r=${1000 / periodMs}:d=${seconds},${bits}`;
  const coded = ['-c:v', 'libx264', '-crf', '12', '-pix_fmt', 'yuv420p', '-g', '25'];
  const units = ['-bf', `${bFrames}`, '-x264-params', 'aud=1:repeat-headers=1:b-adapt=0'];
  const quiet = ['-loglevel', 'error'];
  const encode = ['-f', 'lavfi', '-i', source, ...coded, ...units];
  execFileSync('ffmpeg', [...quiet, ...encode, film]);
  // Encode it again as a container, because a raw bitstream has no times.
  const bare = [...quiet, ...encode, '-f', 'h264', '-'];
  const stream = execFileSync('ffmpeg', bare, { maxBuffer: 1 << 28 });
  const shown = ['-v', 'error', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', film];
  const lines = execFileSync('ffprobe', shown, { encoding: 'utf8' }).trim().split('\n');
  const parts = accessUnits(stream);
  expect(parts).toHaveLength(lines.length);
  return lines.map((line, index) => {
    const [pts = '0', flags = ''] = line.split(',');
    return { data: parts[index]!, isKey: flags.includes('K'), ptsMs: Number(pts) * 1000 };
  });
}

/** Splits at access unit delimiters, NAL units of type 9. */
function accessUnits(stream: Buffer): Buffer[] {
  const delimiter = Buffer.from([0, 0, 0, 1, 9]);
  const starts: number[] = [];
  for (let at = stream.indexOf(delimiter); at >= 0; at = stream.indexOf(delimiter, at + 1))
    starts.push(at);
  return starts.map((start, index) => stream.subarray(start, starts[index + 1]));
}

/** Records and cuts like the worker; the first picture was taken at `takenAt`. */
async function clipOf(units: readonly Unit[]) {
  const dir = await temporaryFolder(onTestFinished);
  const clock = createFakeClock(1_700_000_000_123);
  const limits = { keepMs: 3_600_000, maxBytes: 1 << 30 };
  const ring = await openRingBuffer({ dir, ...limits, clock, log: pino({ level: 'silent' }) });
  const taken: Promise<void>[] = [];
  const recorder = createRecorder({
    dir,
    clock,
    onGrown: (segment) => {
      ring.grow(segment);
    },
    onSegment: (segment) => taken.push(ring.add(segment)),
    onProblem: () => undefined,
  });
  const firstMs = clock.steady() + 777;
  const format = { codec: 'h264', ...size };
  for (const { data, isKey, ptsMs } of units) {
    const takenMs = firstMs + ptsMs - units[0]!.ptsMs;
    recorder.write({ data, isKey, ptsMs, arrivedMs: takenMs, takenMs }, format);
  }
  await recorder.close();
  await Promise.all(taken);
  const takenAt = clock.now() + 777;
  const out = join(dir, 'clip.mp4');
  const cut = await cutClip(ring, { fromMs: takenAt + 4200, toMs: takenAt + 7700, out });
  if (!cut.ok) throw new Error(cut.message);
  return { out, startAt: cut.coverage.startAt, takenAt, missing: cut.coverage.missing };
}

/** Runs in the page: the number of the picture that is shown. */
const readNumber = `(() => {
  const video = document.querySelector('video');
  const canvas = document.createElement('canvas');
  canvas.width = ${size.width};
  canvas.height = ${size.height};
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0);
  let number = 0;
  for (let bit = 0; bit < 16; bit += 1)
    if (context.getImageData(bit * 20 + 10, 32, 1, 1).data[0] > 128) number += 2 ** bit;
  return number;
})()`;

const seekTo = (time: number) => `new Promise((resolve) => {
  const video = document.querySelector('video');
  video.onseeked = () => resolve([video.currentTime, ${readNumber}]);
  video.currentTime = ${time};
})`;

/** Each shown picture with its time in the clip. */
const playOn = `new Promise((resolve) => {
  const video = document.querySelector('video');
  const seen = [];
  const take = (_, { mediaTime }) => {
    seen.push([mediaTime, ${readNumber}]);
    if (seen.length < 20 && !video.ended) video.requestVideoFrameCallback(take);
    else { video.pause(); resolve(seen); }
  };
  video.requestVideoFrameCallback(take);
  video.onended = () => resolve(seen);
  setTimeout(() => resolve(seen), 4000);
  video.play();
})`;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
  });
}, 60_000);
afterAll(() => browser.close());

async function pageWith(file: string): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const body = await readFile(file);
  await page.route('http://clip.invalid/**', (route) =>
    route.request().url().endsWith('.mp4')
      ? route.fulfill({ body, contentType: 'video/mp4' })
      : route.fulfill({ body: '<video muted></video>', contentType: 'text/html' }),
  );
  await page.goto('http://clip.invalid/');
  // Use a blob, which allows seeking without a server for byte ranges.
  await page.evaluate(`fetch('clip.mp4').then((answer) => answer.blob()).then((blob) =>
    new Promise((resolve, reject) => {
      const video = document.querySelector('video');
      video.onerror = () => reject(new Error(video.error.message));
      video.onloadeddata = () => resolve();
      video.src = URL.createObjectURL(blob);
    }))`);
  return page;
}

describe('the time of a picture in a clip', () => {
  it.each([
    ['without B-frames', 0],
    ['with three B-frames in a row', 3],
  ])(
    'is its time of capture, of H.264 %s',
    async (name, bFrames) => {
      const { out, startAt, takenAt, missing } = await clipOf(await filmWith(bFrames));
      expect(missing).toEqual([]);
      const page = await pageWith(out);
      const off = ([time = 0, number = 0]: readonly number[]) =>
        number - (startAt + time * 1000 - takenAt) / periodMs;
      const times = [0.5, 0.54, 0.58, 2, 2.5, 1.3, 1.26, 1.22, 3.1];
      const steps: number[][] = [];
      for (const time of times) steps.push(await page.evaluate<number[]>(seekTo(time + 0.001)));
      await page.evaluate(seekTo(1));
      const shown = await page.evaluate<number[][]>(playOn);
      // Guards against a film that does not move.
      expect(startAt - takenAt).toBeGreaterThan(1000);
      expect(steps.map(([time = 0]) => time.toFixed(2))).toEqual(
        times.map((time) => time.toFixed(2)),
      );
      expect(new Set(shown.map(([, number]) => number)).size).toBeGreaterThan(5);
      const [stepped, played] = [steps.map(off), shown.map(off)];
      const worst = (all: readonly number[]) => Math.max(...all.map(Math.abs)).toFixed(2);
      process.stdout.write(
        `${name}: off by ${worst(stepped)} pictures after steps, ${worst(played)} while playing\n`,
      );
      expect(Number(worst(stepped))).toBeLessThanOrEqual(1);
      expect(Number(worst(played))).toBeLessThanOrEqual(1);
    },
    60_000,
  );
});
