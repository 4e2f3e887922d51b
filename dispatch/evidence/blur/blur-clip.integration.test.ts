// Blurred copies of clips, made by a real ffmpeg: what is blurred for the whole clip, what is not, and the time of each picture.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { createConvertedClips } from '../converted-clips.ts';
import type { BlurAreas } from './blur-areas.ts';

const run = promisify(execFile);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  // Noise everywhere, so unblurred areas are full of detail. Its first picture does not start at zero.
  const source = ['-f', 'lavfi', '-i', 'nullsrc=s=320x180:r=10:d=3'];
  const noise = [
    '-vf',
    "geq=random(1)*255:128:128,setpts='PTS+0.4/TB'",
    '-c:v',
    'libx264',
    '-crf',
    '10',
  ];
  const target = join(folder.path, 'clip.mp4');
  await run('ffmpeg', ['-loglevel', 'error', ...source, ...noise, '-pix_fmt', 'yuv420p', target]);
}, 60_000);
afterAll(() => folder.remove());

async function copyOf(areas: BlurAreas): Promise<string> {
  const clips = createConvertedClips(join(folder.path, 'data'), { patienceMs: 60_000 });
  const made = await clips.of({ folder: folder.path, file: 'clip.mp4' }, 'ab'.repeat(32), areas);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return join(made.copy.folder, made.copy.file);
}

/** Standard deviation of brightness at a place of the picture at this second. */
async function detailAt(path: string, second: number, left: number): Promise<number> {
  const args = ['-loglevel', 'error', '-ss', String(second), '-i', path, '-frames:v', '1'];
  const { stdout } = await run('ffmpeg', [...args, '-f', 'image2pipe', '-c:v', 'png', '-'], {
    encoding: 'buffer',
  });
  const part = await sharp(stdout).extract({ left, top: 70, width: 40, height: 40 }).toBuffer();
  return (await sharp(part).stats()).channels[0]?.stdev ?? NaN;
}

async function timesOf(path: string): Promise<string> {
  const asked = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time'];
  return (await run('ffprobe', [...asked, '-of', 'csv=p=0', path])).stdout;
}

it('is blurred in the given areas from the first to the last picture, and nowhere else', async () => {
  const path = await copyOf([{ x: 0.5, y: 0.2, width: 0.3, height: 0.7 }]);
  for (const second of [0, 1.5, 2.8]) {
    expect(await detailAt(path, second, 190)).toBeLessThan(12);
    expect(await detailAt(path, second, 40)).toBeGreaterThan(25);
  }
  expect(await timesOf(path)).toBe(await timesOf(join(folder.path, 'clip.mp4')));
}, 60_000);

it('is blurred everywhere when it is not known where people are', async () => {
  const path = await copyOf(null);
  for (const left of [0, 140, 270]) expect(await detailAt(path, 1, left)).toBeLessThan(12);
}, 60_000);

it('is marked as a copy, and is removed with the clip', async () => {
  const path = await copyOf([]);
  const tags = await run('ffprobe', ['-v', 'error', '-show_entries', 'format_tags', path]);
  expect(tags.stdout).toContain('Blurred copy, not the evidence itself. SHA-256 of the clip: abab');
  const data = join(folder.path, 'data');
  const made = () => readdir(join(data, 'converted-clips'));
  // Three copies for three sets of areas, and no mask file is left.
  expect((await made()).every((name) => name.endsWith('.mp4'))).toBe(true);
  await createConvertedClips(data).forget({ folder: folder.path, file: 'clip.mp4' });
  expect(await made()).toEqual([]);
}, 60_000);
