// Pictures and tile files of the base map on disk.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openGroundFiles } from './ground-files.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8899aa' } });

it('without the folder there are none', async () => {
  expect(await openGroundFiles(join(folder.path, 'none')).list()).toEqual([]);
});

it('a picture is stored once, small, upright and without metadata', async () => {
  const files = openGroundFiles(folder.path);
  const withPlace = { IFD0: { Copyright: 'secret place' } };
  const sent = await picture(5000, 1000)
    .withExif(withPlace)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const kept = await files.keep(sent);
  expect(kept).toMatchObject({ width: 819, height: 4096 });
  expect(await files.keep(sent)).toEqual(kept);
  const { file } = kept as { file: string };
  expect(await files.has(file)).toBe(true);
  const { exif } = await sharp(join(files.folder, file)).metadata();
  expect(exif).toBeUndefined();
  expect(await files.list()).toMatchObject([{ file }]);
});

it.each([
  ['a text', Buffer.from('not a picture')],
  ['nothing', Buffer.alloc(0)],
  [
    'an SVG, which may hold a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  ],
])('%s is no picture', async (_, sent) => {
  expect(await openGroundFiles(folder.path).keep(sent)).toBe('not-a-picture');
});

it('a truncated picture is refused, because half of the district would be grey', async () => {
  const whole = await picture(400, 400).png().toBuffer();
  expect(await openGroundFiles(folder.path).keep(whole.subarray(0, whole.length - 60))).toBe(
    'not-a-picture',
  );
});

it('lists tile files in the folder, and nothing else', async () => {
  const data = join(folder.path, 'other');
  await mkdir(join(data, 'map', 'folder.pmtiles'), { recursive: true });
  for (const name of ['b.pmtiles', 'a.txt', '.hidden.pmtiles'])
    await writeFile(join(data, 'map', name), 'x');
  const files = openGroundFiles(data);
  expect(await files.list()).toEqual([{ file: 'b.pmtiles', bytes: 1 }]);
  expect(await files.has('folder.pmtiles')).toBe(false);
  expect(existsSync(join(data, 'map', 'a.txt'))).toBe(true);
});
