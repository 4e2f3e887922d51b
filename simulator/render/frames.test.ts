import { describe, expect, it } from 'vitest';
import { parseScene, type Scene, type SceneFile } from '../scene.ts';
import { createFramePainter, framesOf } from './frames.ts';

function scene(more: Partial<SceneFile> = {}): Scene {
  const result = parseScene({
    version: 1,
    duration: '2s',
    fps: 5,
    backdrop: 'fire-exit',
    size: { width: 320, height: 180 },
    actors: [{ type: 'boxes', at: '1s', until: '60s', place: [0.5, 0.6], count: 3 }],
    ...more,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.scene;
}

async function frame(of: Scene, index: number): Promise<Uint8Array> {
  return (await createFramePainter(of)).paint(index);
}

const differing = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((count, value, index) => count + (Math.abs(value - (b[index] ?? 0)) > 12 ? 1 : 0), 0);

describe('createFramePainter', () => {
  it('returns the right number of frames, each of full size', async () => {
    const painter = await createFramePainter(scene());
    const frames: number[] = [];
    for await (const bytes of framesOf(painter)) frames.push(bytes.length);
    expect(frames).toEqual(Array(10).fill((320 * 180 * 3) / 2));
  });

  it('gives the same bytes in every run, in any order of frames', async () => {
    const forwards = await createFramePainter(scene({ noise: 4, rain: 0.5, shake: 3 }));
    const backwards = await createFramePainter(scene({ noise: 4, rain: 0.5, shake: 3 }));
    const first = await forwards.paint(2);
    const second = await forwards.paint(7);
    const later = await backwards.paint(7);
    const earlier = await backwards.paint(2);
    expect(Buffer.compare(first, earlier)).toBe(0);
    expect(Buffer.compare(second, later)).toBe(0);
  });

  it('gives different bytes for another seed', async () => {
    const one = await frame(scene({ seed: 1 }), 0);
    const other = await frame(scene({ seed: 2 }), 0);
    expect(Buffer.compare(one, other)).not.toBe(0);
  });

  it('draws an object where the script puts it, and only there', async () => {
    const painter = await createFramePainter(scene({ noise: 0 }));
    const before = await painter.paint(0);
    const after = await painter.paint(8);
    const changed = differing(before.subarray(0, 320 * 180), after.subarray(0, 320 * 180));
    expect(changed).toBeGreaterThan(300);
    expect(changed).toBeLessThan(320 * 180 * 0.08);
    const topRows = 320 * 60;
    expect(differing(before.subarray(0, topRows), after.subarray(0, topRows))).toBe(0);
  });

  it('shows a shifted view after the camera was turned', async () => {
    const turned = scene({ noise: 0, actors: [], moves: [{ at: '1s', x: 0.05, y: 0 }] });
    const painter = await createFramePainter(turned);
    const before = await painter.paint(0);
    const after = await painter.paint(6);
    const row = 90 * 320;
    const shift = 16;
    const original = before.subarray(row, row + 320 - shift);
    expect(Buffer.compare(after.subarray(row + shift, row + 320), original)).toBe(0);
    expect(differing(before, after)).toBeGreaterThan(1000);
  });

  it('hides a pedestrian behind a tree, whether or not others are near it', async () => {
    const walker = (y: number, x: number) => ({
      type: 'walker' as const,
      at: '0s',
      path: [
        [x, y],
        [x + 0.4, y],
      ] as [number, number][],
    });
    const street = (...actors: ReturnType<typeof walker>[]) =>
      frame(scene({ backdrop: 'street', noise: 0, actors }), 2);
    const alone = await street(walker(0.5, 0.02));
    const withOther = await street(walker(0.5, 0.02), walker(0.55, 0.5));
    const leftThird = (bytes: Uint8Array) =>
      Buffer.concat(
        Array.from({ length: 180 }, (_, row) => bytes.subarray(row * 320, row * 320 + 100)),
      );
    expect(Buffer.compare(leftThird(alone), leftThird(withOther))).toBe(0);
  });
});
