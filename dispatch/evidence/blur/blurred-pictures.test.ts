import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { createBlurredPictures } from './blurred-pictures.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const file = 'picture.jpg';
/** Stripes of one pixel: visible stripes show that nothing was blurred there. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const [width, height] = [320, 160];
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at += 1) data[at] = Math.floor(at / 3) % 2 === 0 ? 0 : 255;
  await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toFile(join(folder.path, file));
});
afterAll(() => folder.remove());

/** Standard deviation of brightness in a part of the picture. */
async function detailIn(path: string, left: number, top: number): Promise<number> {
  const part = await sharp(path).extract({ left, top, width: 40, height: 40 }).toBuffer();
  return (await sharp(part).stats()).channels[0]?.stdev ?? NaN;
}

it('blurs the area and nothing else, and marks the copy', async () => {
  const pictures = createBlurredPictures(folder.path);
  const area = { x: 0.5, y: 0.25, width: 0.25, height: 0.5 };
  const copy = await pictures.of({ folder: folder.path, file }, [area]);
  const path = join(copy?.folder ?? '', copy?.file ?? '');
  expect(await detailIn(path, 180, 60)).toBeLessThan(20);
  expect(await detailIn(path, 20, 60)).toBeGreaterThan(90);
  const { width, height, exif } = await sharp(path).metadata();
  expect([width, height]).toEqual([320, 160]);
  expect(exif?.toString('latin1')).toContain('Blurred copy, not the evidence itself');
});

it('blurs the whole picture when nothing is known', async () => {
  const copy = await createBlurredPictures(folder.path).of({ folder: folder.path, file }, null);
  const path = join(copy?.folder ?? '', copy?.file ?? '');
  for (const left of [0, 140, 280]) expect(await detailIn(path, left, 100)).toBeLessThan(20);
});

it('makes another copy for other areas, and keeps the first', async () => {
  const pictures = createBlurredPictures(folder.path);
  const lying = { folder: folder.path, file };
  const [one, other, again] = [
    await pictures.of(lying, []),
    await pictures.of(lying, null),
    await pictures.of(lying, []),
  ];
  expect(other).not.toEqual(one);
  expect(again).toEqual(one);
  await pictures.forget(lying);
  await expect(sharp(join(one?.folder ?? '', one?.file ?? '')).metadata()).rejects.toThrow();
});

it('never returns a picture that it cannot blur', async () => {
  await writeFile(join(folder.path, 'broken.jpg'), 'no picture');
  const pictures = createBlurredPictures(folder.path);
  await expect(pictures.of({ folder: folder.path, file: 'broken.jpg' }, [])).rejects.toThrow();
  await expect(pictures.of({ folder: folder.path, file: 'gone.jpg' }, [])).rejects.toThrow();
});
