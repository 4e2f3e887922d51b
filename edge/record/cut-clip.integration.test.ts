// A clip is whole or not there, on a disk that fills up while it is written too.
import { execFileSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { noSmallDisk, smallDisk } from '../testing/small-disk.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { cutClip } from './cut-clip.ts';
import type { Segment } from './segment.ts';

async function recorded() {
  const dir = await temporaryFolder(onTestFinished);
  const file = '0-4000.mkv';
  const source = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=25', '-t', '4'];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...source, '-g', '25', join(dir, file)]);
  const segment: Segment = { file, startAt: 0, endAt: 4000 };
  return { dir, within: () => [segment] };
}

it.for<[string, number]>([
  ['none', 0],
  ['room for a part of it', 4096],
  ['room for a larger part', 16_384],
])('leaves nothing on a full disk with %s', async ([, freeBytes], { skip }) => {
  const disk = await smallDisk(onTestFinished, 1 << 20);
  if (disk === null) return skip(noSmallDisk);
  await disk.fill(freeBytes);
  const out = join(disk.dir, 'clip.mp4');
  const span = { fromMs: 0, toMs: 4000, out };
  const buffer = await recorded();
  expect(await cutClip(buffer, span)).toMatchObject({ ok: false, reason: 'cutting-failed' });
  expect(await readdir(disk.dir)).toEqual(['of-somebody-else']);
  await disk.clear();
  expect(await cutClip(buffer, span)).toMatchObject({ ok: true, startAt: 0, endAt: 4000 });
  expect((await stat(out)).size).toBeGreaterThan(16_384);
});
