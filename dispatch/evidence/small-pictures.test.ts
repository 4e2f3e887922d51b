// Small pictures: of the requested width, made once, and the original when it cannot be scaled.
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createSmallPictures, type SmallPictures } from './small-pictures.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let small: SmallPictures;
const picture = () => ({ folder: folder.path, file: 'picture.jpg' });
const pathOf = (one: { folder: string; file: string }) => join(one.folder, one.file);

beforeEach(async () => {
  folder = await temporaryFolder();
  small = createSmallPictures(join(folder.path, 'data'));
});
afterEach(() => folder.remove());

function draw(width: number, height: number, colour = '#805010'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

describe('a small picture', () => {
  it('has the requested width, and the same aspect ratio', async () => {
    await writeFile(pathOf(picture()), await draw(1920, 1080));
    const { width, height } = await sharp(pathOf(await small.of(picture(), 640))).metadata();
    expect([width, height]).toEqual([640, 360]);
  });

  it('is made once, also for concurrent requests', async () => {
    await writeFile(pathOf(picture()), await draw(1920, 1080));
    const all = await Promise.all([1, 2, 3].map(() => small.of(picture(), 320)));
    const before = await stat(pathOf(all[0]!));
    const again = await small.of(picture(), 320);
    expect(new Set([...all, again].map(pathOf)).size).toBe(1);
    expect((await stat(pathOf(again))).mtimeMs).toBe(before.mtimeMs);
    expect(await readdir(again.folder)).toEqual([again.file]);
  });

  it('is made again when the picture has changed', async () => {
    await writeFile(pathOf(picture()), await draw(1920, 1080));
    const first = await small.of(picture(), 320);
    await writeFile(pathOf(picture()), await draw(1920, 1080, '#00ff00'));
    await utimes(pathOf(picture()), 5, 5);
    const second = await small.of(picture(), 320);
    expect(pathOf(second)).not.toBe(pathOf(first));
    expect(await readFile(pathOf(second))).not.toEqual(await readFile(pathOf(first)));
  });

  it('does not change the original', async () => {
    const bytes = await draw(1920, 1080);
    await writeFile(pathOf(picture()), bytes);
    await small.of(picture(), 320);
    expect(await readFile(pathOf(picture()))).toEqual(bytes);
  });
});

describe('the original is returned', () => {
  it.each([
    ['when it is no wider', async () => draw(320, 200)],
    ['when it is empty', () => Promise.resolve(Buffer.alloc(0))],
    ['when it is no picture', () => Promise.resolve(Buffer.from('\xff\xd8\xff nothing', 'latin1'))],
    ['when it is cut off', async () => (await draw(1920, 1080)).subarray(0, 700)],
  ])('%s', async (_, make) => {
    await writeFile(pathOf(picture()), await make());
    expect(await small.of(picture(), 320)).toEqual(picture());
  });

  it('when it is missing, so that the answer reports it', async () => {
    expect(await small.of(picture(), 320)).toEqual(picture());
  });

  it('when there is no room for another file', async () => {
    await writeFile(pathOf(picture()), await draw(1920, 1080));
    await mkdir(join(folder.path, 'data'));
    // A file is in the place of the folder.
    await writeFile(join(folder.path, 'data', 'small-pictures'), '');
    expect(await small.of(picture(), 320)).toEqual(picture());
  });
});
