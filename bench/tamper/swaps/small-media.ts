// Small real pictures and clips for the swap bench, each different. Takes a number; returns the bytes.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const [width, height] = [160, 120];

export async function aSmallPicture(number: number): Promise<Uint8Array> {
  const background = { r: (number * 47) % 256, g: (number * 91) % 256, b: 120 };
  const create = { width, height, channels: 3, background } as const;
  return new Uint8Array(await sharp({ create }).jpeg().toBuffer());
}

export async function aSmallClip(number: number): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-clip-'));
  const file = join(folder, 'clip.mp4');
  const source = `color=c=0x${(0x102030 + number * 0x070503).toString(16)}:s=${width}x${height}:r=10:d=1`;
  try {
    const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-movflags', '+faststart'];
    await promisify(execFile)('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      source,
      ...coding,
      file,
    ]);
    return new Uint8Array(await readFile(file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
