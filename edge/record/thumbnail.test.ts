import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Observation, StaticRegion, Track } from '../../contracts/index.ts';
import { observation as plain } from '../../contracts/testing/messages.ts';
import { createThumbnailWatch, encodeThumbnail } from './thumbnail.ts';

const box = { x: 0.1, y: 0.1, width: 0.1, height: 0.1 };
const region = (id: string): StaticRegion => ({
  id,
  box,
  area: 0.01,
  spans: [],
  since: 0,
  contrast: 1,
  seenAs: [],
});
const track = (id: string, stationarySince: number | null): Track => ({
  id,
  thing: 'vehicle',
  label: 'car',
  confidence: 0.9,
  box,
  firstSeenAt: 0,
  lastSeenAt: 0,
  stationarySince,
});
const at = (second: number, parts: Partial<Observation> = {}): Observation => ({
  ...plain,
  regions: [],
  tracks: [],
  capturedAt: second * 1000,
  ...parts,
});

/** Seconds at which a thumbnail was taken. */
function taken(observations: readonly Observation[]): number[] {
  const watch = createThumbnailWatch();
  return observations
    .filter((observation) => watch.isDue(observation))
    .map(({ capturedAt }) => capturedAt / 1000);
}

describe('a thumbnail', () => {
  it.each<[string, Observation[], number[]]>([
    ['an empty street', [at(0), at(60)], []],
    ['what is new', [at(0), at(2, { regions: [region('a')] })], [2]],
    [
      'the same thing only once',
      [0, 2, 60, 600].map((s) => at(s, { regions: [region('a')] })),
      [0],
    ],
    ['a car that drives', [at(0, { tracks: [track('t', null)] })], []],
    [
      'a car when it has stopped',
      [at(0, { tracks: [track('t', null)] }), at(2, { tracks: [track('t', 1000)] })],
      [2],
    ],
    [
      'a second thing, half a minute after the first',
      [0, 2, 28, 30, 60].map((s) => at(s, { regions: [region('a'), ...(s ? [region('b')] : [])] })),
      [0, 30],
    ],
    [
      'nothing of a second thing that has gone by then',
      [at(0, { regions: [region('a')] }), at(2, { regions: [region('b')] }), at(40)],
      [0],
    ],
    [
      'a thing that comes back',
      [at(0, { regions: [region('a')] }), at(40), at(50, { regions: [region('a')] })],
      [0, 50],
    ],
  ])('is taken of %s', (_, observations, expected) => {
    expect(taken(observations)).toEqual(expected);
  });

  it.each([
    [640, 360, 256, 144],
    [360, 640, 144, 256],
    [100, 50, 100, 50],
  ])('of %i by %i is %i by %i', async (width, height, thumbnailWidth, thumbnailHeight) => {
    const jpeg = await encodeThumbnail({ width, height, rgb: new Uint8Array(width * height * 3) });
    expect(await sharp(jpeg).metadata()).toMatchObject({
      format: 'jpeg',
      width: thumbnailWidth,
      height: thumbnailHeight,
    });
    expect(jpeg.length).toBeLessThan(20_000);
  });
});
