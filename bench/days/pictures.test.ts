import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WindowResult } from './day-result.ts';
import { troublesOf, writePictures } from './pictures.ts';

const region = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
const result: WindowResult = {
  place: 'lobby',
  seed: 4,
  startMs: 36_000_000,
  durationMs: 60_000,
  engine: 'fencewatch',
  model: 'scripted',
  sky: 'clear',
  duplicates: 0,
  viewMoved: 0,
  looks: 30,
  cpuMs: 1,
  matters: [],
  alarms: [],
};
const missed = {
  kind: 'debris-pile',
  form: 'sofa',
  colour: '#000000',
  size: 'large',
  light: 'day',
  fromMs: 40_000,
  delayMs: null,
  why: 'light',
  region,
  insideShare: 1,
  hiddenShare: 0,
} as const;
const alarm = {
  kind: 'debris-pile',
  fenceId: 'hall',
  cause: 'queue',
  light: 'day',
  why: 'elsewhere',
  openedMs: 20_000,
  region,
} as const;

let dir: string;
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'fencewatch-pictures-'))));
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('pictures of errors', () => {
  it('are none without errors', async () => {
    expect(await writePictures(result, dir)).toEqual([]);
  });

  it('leave out found matters', () => {
    expect(troublesOf({ ...result, matters: [{ ...missed, delayMs: 1000 }] })).toEqual([]);
  });

  it('are one for each false alarm and miss, named by kind and place, within the window', () => {
    const troubles = troublesOf({ ...result, matters: [missed], alarms: [alarm] });
    expect(troubles.map(({ name, atMs }) => [name, atMs])).toEqual([
      ['lobby-4-600min-false-debris-pile-queue', 20_000],
      ['lobby-4-600min-missed-debris-pile-sofa', 58_000],
    ]);
  });

  it('show the place with the region outlined', async () => {
    const [file] = await writePictures({ ...result, alarms: [alarm] }, dir);
    const { data, info } = await sharp(file)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([480, 270]);
    const at = (108 * 480 + 240) * 3;
    expect(data[at]!).toBeGreaterThan(data[at + 1]! + 60);
  });

  it('show no outline for results of an earlier version', async () => {
    expect(
      await writePictures({ ...result, alarms: [{ ...alarm, region: null, openedMs: 4000 }] }, dir),
    ).toHaveLength(1);
  });
});
