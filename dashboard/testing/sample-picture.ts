/// <reference types="node" />
// Drawn stand-ins for camera pictures and clips: a street by night, with a bright square exactly where a test wants one.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { Box } from '../../contracts/index.ts';

export const pictureSize = { width: 1280, height: 720 } as const;

/** A JPEG. `subject` is filled with boxes and a scooter-like shape, `hue` tells cameras apart. */
export async function drawPicture(subject: Box, hue: number): Promise<Buffer> {
  const { width, height } = pictureSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="hsl(${hue} 22% 24%)"/><stop offset="1" stop-color="hsl(${hue} 18% 46%)"/>
      </linearGradient>
      <linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="hsl(${hue} 8% 42%)"/><stop offset="1" stop-color="hsl(${hue} 8% 58%)"/>
      </linearGradient>
    </defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    ${drawHouses(hue)}
    <path d="M0 350H1280V720H0z" fill="url(#ground)"/>
    <path d="M0 360 1280 340M0 470 1280 400M0 640 1280 520" stroke="hsl(${hue} 8% 66%)" stroke-width="5"/>
    <path d="M500 350 330 720M820 350 1010 720" stroke="hsl(${hue} 8% 70%)" stroke-width="4" stroke-dasharray="34 22"/>
    ${drawSubject(subject)}
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

function drawHouses(hue: number): string {
  return [0, 1, 2, 3, 4, 5]
    .map((index) => {
      const x = index * 220 - 20;
      const top = 60 + ((index * 67) % 110);
      const windows = [0, 1, 2, 3]
        .flatMap((column) => [0, 1, 2].map((row) => [x + 24 + column * 46, top + 30 + row * 66]))
        .map(
          ([wx = 0, wy = 0], i) =>
            `<rect x="${wx}" y="${wy}" width="26" height="36" fill="hsl(${i % 5 ? hue : 45} ${i % 5 ? 20 : 70}% ${i % 5 ? 20 : 66}%)"/>`,
        );
      return `<rect x="${x}" y="${top}" width="206" height="300" fill="hsl(${hue + index * 9} 16% ${30 + ((index * 5) % 14)}%)"/>${windows.join('')}`;
    })
    .join('');
}

function drawSubject({ x, y, width, height }: Box): string {
  const left = x * pictureSize.width;
  const top = y * pictureSize.height;
  const w = width * pictureSize.width;
  const h = height * pictureSize.height;
  const box = (bx: number, by: number, bw: number, bh: number, fill: string) =>
    `<rect x="${left + bx * w}" y="${top + by * h}" width="${bw * w}" height="${bh * h}" fill="${fill}" stroke="#3b2a17" stroke-width="3"/>`;
  return `<ellipse cx="${left + w / 2}" cy="${top + h}" rx="${w * 0.6}" ry="${h * 0.09}" fill="#0006"/>
    ${box(0, 0.45, 0.55, 0.55, '#c08a4a')}${box(0.5, 0.55, 0.5, 0.45, '#a97437')}
    ${box(0.12, 0, 0.5, 0.46, '#d29a58')}${box(0.62, 0.2, 0.34, 0.36, '#b98043')}`;
}

/** Two seconds of that picture as MP4 (H.264), made by ffmpeg. */
export async function createClip(picture: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-clip-'));
  const source = join(folder, 'picture.jpg');
  const target = join(folder, 'clip.mp4');
  try {
    await sharp(picture).resize(640, 360).toFile(source);
    await promisify(execFile)('ffmpeg', [
      '-loglevel',
      'error',
      '-loop',
      '1',
      '-t',
      '2',
      '-i',
      source,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-r',
      '10',
      '-movflags',
      '+faststart',
      target,
    ]);
    return await readFile(target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
