// Privacy masks on a real film: black in analysed frames, pictures and clips, and unchanged next to the masks.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInside, type Polygon } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { makeFilm } from '../../e2e/servers/rtsp.ts';
import { systemClock } from '../../host/clock.ts';
import { cutClip } from '../record/cut-clip.ts';
import { encodePicture } from '../record/encode-picture.ts';
import { openRingBuffer, type RingBuffer } from '../record/ring-buffer.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { openCapture } from './open-capture.ts';
import type { CaptureOptions } from './capture-options.ts';

const run = promisify(execFile);
const width = 320;
const height = 180;
const seconds = 5;

/** A slanted shape, and a window in the upper left corner. */
const slanted: Polygon = [
  [0.5, 0.3],
  [0.9, 0.45],
  [0.7, 0.9],
  [0.45, 0.7],
];
const masks: Polygon[] = [
  slanted,
  [
    [0, 0],
    [0.2, 0],
    [0.2, 0.25],
    [0, 0.25],
  ],
];

interface Captured {
  frames: Frame[];
  buffer: RingBuffer;
  decode: string;
}

async function capture(film: string, dir: string, privacyMasks: Polygon[]): Promise<Captured> {
  const { log } = createMemoryLog();
  const limits = { keepMs: 1e9, maxBytes: 1e9, clock: { ...systemClock, now: () => 0 }, log };
  const buffer = await openRingBuffer({ dir, ...limits });
  const added: Promise<void>[] = [];
  const options: CaptureOptions = {
    camera: { id: 'gate', source: film, privacyMasks },
    periodMs: 1000,
    decode: 'auto',
    transport: 'tcp',
    clock: systemClock,
    startAt: 0,
    recordDir: dir,
    signal: new AbortController().signal,
    onEvent: (event) => {
      if (event.type === 'segment') added.push(buffer.add(event));
    },
  };
  const frames: Frame[] = [];
  const running = openCapture(options);
  for await (const frame of running) frames.push(frame);
  await Promise.all(added);
  return { frames, buffer, decode: running.status.decode };
}

interface Shades {
  /** The brightest value inside a mask. */
  brightestInside: number;
  /** Mean difference from the unmasked picture, well outside the masks. */
  differenceOutside: number;
}

type Zone = 'inside' | 'edge' | 'outside';

/** The masked state of each pixel of the film, computed once. */
const zones: Zone[] = Array.from({ length: width * height }, (_, pixel) =>
  zoneOf(((pixel % width) + 0.5) / width, (Math.floor(pixel / width) + 0.5) / height),
);

function zoneOf(x: number, y: number): Zone {
  const isMasked = (dx: number, dy: number) => masks.some((mask) => isInside(mask, x + dx, y + dy));
  if (isMasked(0, 0)) return 'inside';
  const near = [-0.05, 0, 0.05];
  return near.some((dx) => near.some((dy) => isMasked(dx, dy))) ? 'edge' : 'outside';
}

/** Compares a picture with the same one without masks; both have the film's size. */
function compare(masked: Uint8Array, plain: Uint8Array): Shades {
  let brightestInside = 0;
  let difference = 0;
  let outside = 0;
  for (let index = 0; index < width * height * 3; index++) {
    const one = masked[index] ?? 255;
    const other = plain[index] ?? 0;
    const zone = zones[Math.floor(index / 3)];
    if (zone === 'inside') brightestInside = Math.max(brightestInside, one);
    if (zone !== 'outside') continue;
    outside += 1;
    difference += Math.abs(one - other);
  }
  return { brightestInside, differenceOutside: difference / outside };
}

async function pixelsOf(picture: Buffer): Promise<Uint8Array> {
  return sharp(picture).removeAlpha().raw().toBuffer();
}

/** The pictures of a clip, one per second. */
async function clipPictures(buffer: RingBuffer, dir: string): Promise<Uint8Array[]> {
  const clip = join(dir, 'clip.mp4');
  expect(await cutClip(buffer, { fromMs: 0, toMs: seconds * 1000, out: clip })).toMatchObject({
    ok: true,
  });
  const raw = join(dir, 'clip.rgb');
  await run('ffmpeg', [
    '-v',
    'error',
    '-i',
    clip,
    '-vf',
    'fps=1',
    '-pix_fmt',
    'rgb24',
    '-f',
    'rawvideo',
    '-y',
    raw,
  ]);
  const bytes = await readFile(raw);
  const size = width * height * 3;
  return Array.from({ length: bytes.length / size }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

describe('privacy masks', () => {
  let folder: string;
  let masked: Captured;
  let plain: Captured;
  let pictures: { masked: Uint8Array[]; plain: Uint8Array[] };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fencewatch-mask-'));
    const dir = join(folder, 'masked');
    const plainDir = join(folder, 'plain');
    const film = await makeFilm(join(folder, 'a.mp4'), { seconds, width, height, gop: 10 });
    masked = await capture(film, dir, masks);
    plain = await capture(film, plainDir, []);
    pictures = {
      masked: await clipPictures(masked.buffer, dir),
      plain: await clipPictures(plain.buffer, plainDir),
    };
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are black in every analysed frame, and nothing else is black', () => {
    expect(masked.frames.length).toBeGreaterThanOrEqual(seconds);
    masked.frames.forEach((frame, index) => {
      const other = plain.frames[index];
      expect(frame.mediaTimeMs).toBe(other?.mediaTimeMs);
      const shades = compare(frame.rgb, other?.rgb ?? new Uint8Array());
      expect(shades.brightestInside).toBeLessThanOrEqual(4);
      expect(shades.differenceOutside).toBeLessThan(1);
    });
  });

  it('are black in pictures for people', async () => {
    const frame = masked.frames[2];
    const other = plain.frames[2];
    if (!frame || !other) throw new Error('expected three frames');
    const shades = compare(
      await pixelsOf(await encodePicture(frame)),
      await pixelsOf(await encodePicture(other)),
    );
    // JPEG lets colours spill over an edge by a few pixels.
    expect(shades.brightestInside).toBeLessThan(80);
    expect(shades.differenceOutside).toBeLessThan(2);
  });

  it('are black in clips, which show the rest and keep their duration', () => {
    expect(pictures.masked).toHaveLength(pictures.plain.length);
    expect(pictures.masked.length).toBeGreaterThanOrEqual(seconds - 1);
    pictures.masked.forEach((picture, index) => {
      const shades = compare(picture, pictures.plain[index] ?? new Uint8Array());
      expect(shades.brightestInside).toBeLessThan(80);
      expect(shades.differenceOutside).toBeLessThan(6);
    });
  });

  it('need full decoding, and segments still end at key frames every two seconds', () => {
    expect([masked.decode, plain.decode]).toEqual(['full', 'key-frames']);
    const starts = masked.buffer.within(0, seconds * 1000).map(({ startAt }) => startAt);
    expect(starts).toEqual([0, 2000, 4000]);
  });
});
