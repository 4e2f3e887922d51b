// A film with a quiet end: which files are played, and that the end is a separate film that starts with a key frame.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withQuietTail } from './quiet-tail.ts';
import { makeFilm } from './servers/rtsp.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-tail-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('without films there is no end', async () => {
  expect(await withQuietTail([])).toEqual([]);
});

test('after the last film its end is repeated until the time is over, and is cut only once', async () => {
  const film = await makeFilm(join(folder, 'film.mp4'), { seconds: 8, gop: 10 });
  const files = await withQuietTail(['other.mp4', film], 1);
  expect(files.slice(0, 2)).toEqual(['other.mp4', film]);
  expect(files.slice(2).map((file) => basename(file))).toEqual(
    Array.from({ length: 15 }, () => 'film.last-4s.mp4'),
  );
  expect(await withQuietTail([film], 1)).toEqual(files.slice(1));
  expect((await readdir(folder)).sort()).toEqual(['film.last-4s.mp4', 'film.mp4']);
  expect(await firstPictureAndLength(files.at(-1) ?? '')).toEqual(['I', 4]);
});

async function firstPictureAndLength(file: string): Promise<[string | undefined, number]> {
  const { stdout } = await promisify(execFile)('ffprobe', [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    'frame=pict_type',
    '-show_entries',
    'format=duration',
    '-of',
    'default=nw=1:nk=1',
    file,
  ]);
  const lines = stdout.trim().split('\n');
  return [lines[0], Math.round(Number(lines.at(-1)))];
}
