// A clip is complete or absent, also on a disk that fills up while it is written; it contains a list of its gaps.
import { execFileSync } from 'node:child_process';
import { copyFile, readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkMp4 } from '../../evidence/mp4/check-mp4.ts';
import { readClipNote } from '../../evidence/mp4/clip-note.ts';
import { withFileBytes } from '../../host/file-bytes.ts';
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
  return { dir, within: () => [segment], reasonFor: () => 'not-known' as const };
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

/** Three segments of four seconds with a gap of five seconds after the first. */
async function recordedWithHole() {
  const { dir } = await recorded();
  const segments = [0, 9000, 13_000].map((startAt) => ({
    file: `${startAt}-4000.mkv`,
    startAt,
    endAt: startAt + 4000,
  }));
  for (const { file } of segments.slice(1))
    await copyFile(join(dir, '0-4000.mkv'), join(dir, file));
  const within = (from: number, to: number) =>
    segments.filter(({ startAt, endAt }) => startAt < to && endAt > from);
  return { dir, within, reasonFor: () => 'camera-away' as const };
}

const noteOf = (file: string) =>
  withFileBytes(file, async (bytes) => {
    const checked = await checkMp4(bytes);
    return checked.ok ? readClipNote(bytes, checked.content.boxes) : checked.fault;
  });

function nearby(ms: number) {
  return expect.closeTo(ms, -2.5) as number;
}

it('stores its gaps, in the middle and at both ends, in the file, which plays', async () => {
  const buffer = await recordedWithHole();
  const out = join(buffer.dir, 'clip.mp4');
  const result = await cutClip(buffer, { fromMs: -3000, toMs: 20_000, out });
  const reason = 'camera-away';
  expect(result).toMatchObject({
    ok: true,
    coverage: {
      startAt: 0,
      asked: { from: -3000, to: 20_000 },
      missing: [
        { from: -3000, to: 0, reason },
        { from: nearby(4000), to: nearby(9000), reason },
        { from: nearby(17_000), to: 20_000, reason },
      ],
    },
  });
  expect(result.ok && (await noteOf(out))).toEqual(result.ok && result.coverage);
  const check = ['-v', 'error', '-i', out, '-f', 'null', '-'];
  expect(execFileSync('ffmpeg', check, { encoding: 'utf8' })).toBe('');
});

it('counts the unreadable part of a segment as a gap, even if its name includes it', async () => {
  const buffer = await recordedWithHole();
  await truncate(join(buffer.dir, '9000-4000.mkv'), 8000);
  const out = join(buffer.dir, 'clip.mp4');
  const result = await cutClip(buffer, { fromMs: 9000, toMs: 17_000, out });
  const [gap, second] = result.ok ? result.coverage.missing : [];
  expect(second).toBeUndefined();
  expect(gap?.from).toBeLessThan(12_000);
  expect(gap?.to).toBeCloseTo(13_000, -2.5);
});
