import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ViewHealth } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openBeforePicture } from './before-picture.ts';

/** A grey picture whose shade tells which second it is of. */
const frame = (second: number): Frame => ({
  width: 8,
  height: 8,
  rgb: new Uint8Array(8 * 8 * 3).fill(second),
  cameraId: 'gate',
  capturedAt: second * 1000,
  mediaTimeMs: null,
});

async function secondOf(jpeg: Uint8Array): Promise<number> {
  const { data } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  return data[0] ?? -1;
}

/** Gives, of each frame after which a picture was given, its second and that of the picture. */
async function play(path: string, views: [number, ViewHealth['state']][], log = createMemoryLog()) {
  const before = await openBeforePicture(path, log.log);
  const given: [number, number][] = [];
  for (const [second, view] of views) {
    const picture = await before.after(view, frame(second));
    if (picture) given.push([second, await secondOf(picture)]);
  }
  return given;
}
const file = async () => join(await temporaryFolder(), 'gate', 'before.jpg');

describe('the picture from before a move', () => {
  it('is none when the view was never well', async () => {
    expect(await play(await file(), [[0, 'moved']])).toEqual([]);
  });

  it('is none while the view is well', async () => {
    expect(
      await play(await file(), [
        [0, 'ok'],
        [90, 'ok'],
        [95, 'blurred'],
      ]),
    ).toEqual([]);
  });

  it('is more than a minute old when there is one, and is given once', async () => {
    const given = await play(await file(), [
      [0, 'ok'],
      [60, 'ok'],
      [62, 'ok'],
      [120, 'ok'],
      [122, 'ok'],
      [124, 'moved'],
      [126, 'moved'],
      [128, 'covered'],
      [130, 'moved'],
    ] as [number, ViewHealth['state']][]);
    expect(given).toEqual([[124, 60]]);
  });

  it('is the first of all when nothing older is there', async () => {
    expect(
      await play(await file(), [
        [10, 'ok'],
        [30, 'moved'],
      ]),
    ).toEqual([[30, 10]]);
  });

  it('is there after a restart', async () => {
    const path = await file();
    await play(path, [
      [0, 'ok'],
      [60, 'ok'],
    ]);
    expect(await play(path, [[100, 'moved']])).toEqual([[100, 0]]);
  });

  it('of a former view is never given again once the view is well', async () => {
    const path = await file();
    await play(path, [
      [0, 'ok'],
      [60, 'ok'],
      [70, 'moved'],
      [90, 'covered'],
      [100, 'ok'],
    ]);
    expect(await play(path, [[110, 'moved']])).toEqual([]);
  });

  it('is given from memory when the disk does not keep it, and it is said so', async () => {
    const path = await file();
    await mkdir(path, { recursive: true });
    const log = createMemoryLog();
    expect(
      await play(
        path,
        [
          [0, 'ok'],
          [60, 'ok'],
          [70, 'moved'],
        ],
        log,
      ),
    ).toEqual([[70, 0]]);
    expect(log.text()).toContain('cannot be saved');
  });
});
