// Converted copies of clips in H.265, made by a real ffmpeg, with every picture at its time.
import { execFile } from 'node:child_process';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createConvertedClips, type ConvertedClip } from './converted-clips.ts';
import type { LyingFile } from './small-pictures.ts';

const run = promisify(execFile);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const patient = { patienceMs: 60_000 };
const sha256 = 'ab'.repeat(32);
beforeAll(async () => {
  folder = await temporaryFolder();
  await film('plain.mp4', []);
  await film('delayed.mp4', ['-output_ts_offset', '0.4']);
  // Begins in the middle of a GOP: an edit list hides the pictures before.
  const cut = ['-ss', '1.2', '-i', join(folder.path, 'plain.mp4'), '-c', 'copy'];
  await run('ffmpeg', ['-loglevel', 'error', ...cut, join(folder.path, 'edited.mp4')]);
}, 60_000);
afterAll(() => folder.remove());

/** H.265 with three B-frames in a row, and a gap of two seconds in it. */
async function film(name: string, options: string[]): Promise<void> {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=25:d=4'];
  const gap = ['-vf', "setpts='PTS+if(gte(N,60),2/TB,0)'", '-fps_mode', 'passthrough'];
  const params = ['-x265-params', 'log-level=none:bframes=3:b-adapt=0:keyint=50'];
  const coded = ['-c:v', 'libx265', '-preset', 'ultrafast', ...params, '-tag:v', 'hvc1'];
  const args = [...source, ...gap, ...coded, ...options, join(folder.path, name)];
  await run('ffmpeg', ['-loglevel', 'error', ...args]);
}

const clip = (file: string): LyingFile => ({ folder: folder.path, file });

function lies(made: ConvertedClip): string {
  if (!made.ok) throw new Error(`expected a copy, got ${made.reason}`);
  return join(made.copy.folder, made.copy.file);
}

/** When each picture is shown, ms. */
async function timesOf(path: string): Promise<number[]> {
  const asked = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time'];
  const { stdout } = await run('ffprobe', [...asked, '-of', 'csv=p=0', path]);
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Math.round(Number(line.split(',')[0]) * 1000));
}

async function entryOf(path: string, entries: string): Promise<string> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', entries, path]);
  return stdout;
}

describe('the copy of a clip in H.265', () => {
  const converted = () => createConvertedClips(join(folder.path, 'data'), patient);

  it.each(['plain.mp4', 'delayed.mp4', 'edited.mp4'])(
    'of %s has each picture at its time, gaps included',
    async (file) => {
      const copy = lies(await converted().of(clip(file), sha256));
      const [own, its] = [await timesOf(join(folder.path, file)), await timesOf(copy)];
      expect(own.length).toBeGreaterThan(50);
      expect(its).toHaveLength(own.length);
      expect(Math.max(...its.map((ms, index) => Math.abs(ms - own[index]!)))).toBeLessThanOrEqual(
        1,
      );
      expect(Math.max(...own.map((ms, index) => ms - (own[index - 1] ?? ms)))).toBeGreaterThan(
        1900,
      );
    },
    60_000,
  );

  it('is H.264, and names in the file the clip that it copies', async () => {
    const copy = lies(await converted().of(clip('plain.mp4'), sha256));
    expect(await entryOf(copy, 'stream=codec_name')).toContain('codec_name=h264');
    expect(await entryOf(copy, 'format_tags=comment')).toContain(
      `Converted copy, not the evidence itself. SHA-256 of the clip: ${sha256}`,
    );
  });

  it('is made once, and leaves the clip as it was', async () => {
    const before = await stat(join(folder.path, 'plain.mp4'));
    const own = createConvertedClips(join(folder.path, 'once'), patient);
    const both = await Promise.all([1, 2].map(() => own.of(clip('plain.mp4'), sha256)));
    expect(new Set(both.map(lies)).size).toBe(1);
    expect(await readdir(join(folder.path, 'once', 'converted-clips'))).toHaveLength(1);
    expect((await stat(join(folder.path, 'plain.mp4'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('is removed with its clip', async () => {
    const own = createConvertedClips(join(folder.path, 'gone'), patient);
    await own.of(clip('plain.mp4'), sha256);
    await own.forget(clip('plain.mp4'));
    expect(await readdir(join(folder.path, 'gone', 'converted-clips'))).toEqual([]);
  });
});

describe('there is no copy', () => {
  it('while it is being made, and then there is', async () => {
    const impatient = createConvertedClips(join(folder.path, 'later'), { patienceMs: 1 });
    expect(await impatient.of(clip('plain.mp4'), sha256)).toEqual({ ok: false, reason: 'busy' });
    await expect
      .poll(async () => (await impatient.of(clip('plain.mp4'), sha256)).ok, { timeout: 30_000 })
      .toBe(true);
  }, 60_000);

  it('without ffmpeg', async () => {
    const without = createConvertedClips(folder.path, { ...patient, program: 'no-such-ffmpeg' });
    expect(await without.of(clip('plain.mp4'), sha256)).toEqual({
      ok: false,
      reason: 'no-converter',
    });
  });

  it.each([
    ['of a file that is no film', Buffer.from('\0\0\0\u0008ftyp nothing')],
    ['of an empty file', Buffer.alloc(0)],
  ])('%s, and nothing half made stays', async (name, bytes) => {
    const file = `${name}.mp4`;
    await writeFile(join(folder.path, file), bytes);
    const own = createConvertedClips(join(folder.path, 'none'), patient);
    expect(await own.of(clip(file), sha256)).toMatchObject({ reason: 'not-convertible' });
    expect(await readdir(join(folder.path, 'none', 'converted-clips'))).toEqual([]);
  });

  it('of a missing clip', async () => {
    const own = createConvertedClips(folder.path, patient);
    expect(await own.of(clip('nowhere.mp4'), sha256)).toMatchObject({ reason: 'not-convertible' });
  });
});

it('the oldest copies are removed when there are too many', async () => {
  const data = join(folder.path, 'full');
  const copies = join(data, 'converted-clips');
  await mkdir(copies, { recursive: true });
  for (const [index, name] of ['old.mp4', 'older.mp4', 'new.mp4'].entries()) {
    await writeFile(join(copies, name), 'copy');
    const at = [1000, 500, 2000][index]!;
    await utimes(join(copies, name), at, at);
  }
  const own = createConvertedClips(data, { ...patient, mostCopies: 2 });
  const copy = lies(await own.of(clip('plain.mp4'), sha256));
  expect(new Set(await readdir(copies))).toEqual(new Set(['new.mp4', copy.split('/').at(-1)]));
});
