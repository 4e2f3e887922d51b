/// <reference types="node" />
// A film whose pictures show their own number as bits, for tests of what is drawn over it: how it is made, how it is sent, and how the
// number is read in the page.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Route } from 'playwright-core';

export const periodMs = 40;
export const pictures = 200;
/** Twelve columns of 20 pixels, each one bit of the picture's number. */
const bits = "geq=lum='235*mod(floor(N/pow(2,floor(X/20))),2)':cb=128:cr=128";

const codings = {
  h264: ['-c:v', 'libx264', '-crf', '12', '-bf', '3', '-g', '25'],
  h265: [
    ...['-c:v', 'libx265', '-preset', 'fast', '-crf', '12', '-tag:v', 'hvc1'],
    ...['-x265-params', 'log-level=none:bframes=3:b-adapt=0:keyint=25:scenecut=0'],
  ],
};
export type FilmCoding = keyof typeof codings;

/** With three B-frames in a row. */
export async function createFilm(coding: FilmCoding = 'h264'): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-film-'));
  const out = join(folder, 'film.mp4');
  const source = `color=black:s=240x136:r=${1000 / periodMs}:d=${(pictures * periodMs) / 1000},${bits}`;
  const args = ['-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', ...codings[coding]];
  try {
    await runFfmpeg([...args, '-movflags', '+faststart', out]);
    return await readFile(out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The film from a picture that is no key frame: an edit list hides the pictures before it. */
export async function cutByEditList(film: Buffer, fromPicture: number): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-film-'));
  const [whole, cut] = [join(folder, 'whole.mp4'), join(folder, 'cut.mp4')];
  try {
    await writeFile(whole, film);
    const from = ((fromPicture * periodMs) / 1000).toFixed(3);
    await runFfmpeg(['-ss', from, '-i', whole, '-c', 'copy', '-movflags', '+faststart', cut]);
    return await readFile(cut);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runFfmpeg(args: string[]) {
  return promisify(execFile)('ffmpeg', ['-loglevel', 'error', ...args]);
}

/** With byte ranges, like a server: browsers cannot seek otherwise. */
export function sendFilm(film: Buffer) {
  return (route: Route) => {
    const [, from = '0', to = ''] =
      /(\d+)-(\d*)/.exec(route.request().headers()['range'] ?? '') ?? [];
    const end = to === '' ? film.length - 1 : Number(to);
    const headers = {
      'accept-ranges': 'bytes',
      'content-range': `bytes ${from}-${end}/${film.length}`,
      'content-type': 'video/mp4',
    };
    return route.fulfill({ status: 206, headers, body: film.subarray(Number(from), end + 1) });
  };
}

/** Runs in the page: the number of the picture that a video element shows. */
export const readNumber = `((video) => {
  const canvas = document.createElement('canvas');
  canvas.width = 240;
  canvas.height = 136;
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 240, 136);
  let number = 0;
  for (let bit = 0; bit < 12; bit += 1)
    if (context.getImageData(bit * 20 + 10, 60, 1, 1).data[0] > 128) number += 2 ** bit;
  return number;
})`;
