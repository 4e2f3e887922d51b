import { beforeAll, describe, expect, it } from 'vitest';
import { crowdAt, openWindow, type DayWindow } from './day-window.ts';
import { createPlace } from './places/create-place.ts';
import type { PlaceName } from './place.ts';
import { createPainter, type Painter } from './render/painter.ts';

const hour = 3_600_000;
const names = ['street', 'exit-yard'] as const;
const painters = new Map<PlaceName, Painter>();

beforeAll(async () => {
  for (const name of names) painters.set(name, await createPainter(createPlace(name)));
});

function open(name: (typeof names)[number], seed: number, startMs: number): DayWindow {
  return openWindow({
    place: createPlace(name),
    painter: painters.get(name)!,
    seed,
    startMs,
    durationMs: 480_000,
  });
}

const mean = (rgb: Uint8Array) => rgb.reduce((sum, value) => sum + value, 0) / rgb.length;

describe('a window of a day', () => {
  it('gives the same bytes and the same truth for the same seed', async () => {
    const a = open('street', 21, 9 * hour);
    const b = open('street', 21, 9 * hour);
    const first = await a.lookAt(40_000);
    const again = await b.lookAt(40_000);
    expect(Buffer.from(first.rgb).equals(Buffer.from(again.rgb))).toBe(true);
    expect(first.seen).toEqual(again.seen);
    expect(a.matters).toEqual(b.matters);
  });

  it('gives another day for another seed', async () => {
    const a = await open('street', 21, 9 * hour).lookAt(0);
    const b = await open('street', 22, 9 * hour).lookAt(0);
    expect(Buffer.from(a.rgb).equals(Buffer.from(b.rgb))).toBe(false);
  });

  it('is grey in infra-red at night and coloured by day, and bright enough in both', async () => {
    const night = await open('exit-yard', 3, 2 * hour).lookAt(0);
    const day = await open('exit-yard', 3, 12 * hour).lookAt(0);
    expect([night.light, day.light]).toEqual(['infra-red', 'day']);
    expect(Math.min(mean(night.rgb), mean(day.rgb))).toBeGreaterThan(40);
    const spread = (rgb: Uint8Array) =>
      Math.max(
        ...Array.from({ length: 5000 }, (_, at) => Math.abs(rgb[at * 60]! - rgb[at * 60 + 2]!)),
      );
    expect(spread(night.rgb)).toBe(0);
    expect(spread(day.rgb)).toBeGreaterThan(20);
  });

  it('has each matter in its truth from the first to the last millisecond of its time span, and not before', async () => {
    const windows = Array.from({ length: 12 }, (_, seed) => open('street', seed, 10 * hour));
    const planted = windows.flatMap((window) =>
      window.matters.map((matter) => ({ window, matter })),
    );
    expect(planted.length).toBeGreaterThan(3);
    for (const { window, matter } of planted.slice(0, 3)) {
      const isSeenAt = async (timeMs: number) =>
        (await window.lookAt(timeMs)).seen.some(
          ({ actor, cause }) => actor === `matter-${matter.fenceId}` && cause === 'matter',
        );
      const times = [matter.fromMs - 2000, matter.fromMs, matter.toMs - 1];
      const seen = [];
      for (const timeMs of times) seen.push(await isSeenAt(timeMs));
      expect(seen).toEqual([false, true, true]);
    }
  });

  it('has more people at noon than at night', () => {
    expect(crowdAt(12)).toBeGreaterThan(4 * crowdAt(3));
  });
});
