import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ViewHealth } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openBeforePicture } from './before-picture.ts';

/** A grey picture whose brightness encodes its second. */
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

/** For each frame that returned a picture: the second of the frame and of the picture. */
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
  it('is null when the view was never ok', async () => {
    expect(await play(await file(), [[0, 'moved']])).toEqual([]);
  });

  it('is null while the view is ok', async () => {
    expect(
      await play(await file(), [
        [0, 'ok'],
        [90, 'ok'],
        [95, 'blurred'],
      ]),
    ).toEqual([]);
  });

  it('is more than a minute old, and returned once', async () => {
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

  it('is the first picture when there is no older one', async () => {
    expect(
      await play(await file(), [
        [10, 'ok'],
        [30, 'moved'],
      ]),
    ).toEqual([[30, 10]]);
  });

  it('survives a restart', async () => {
    const path = await file();
    await play(path, [
      [0, 'ok'],
      [60, 'ok'],
    ]);
    expect(await play(path, [[100, 'moved']])).toEqual([[100, 0]]);
  });

  it('of a former view is not returned once the view is ok again', async () => {
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

  it('is returned from memory when the disk refuses it, with a log line', async () => {
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
