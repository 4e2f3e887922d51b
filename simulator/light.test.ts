import { describe, expect, it } from 'vitest';
import { aimAt, lightAt } from './light.ts';
import { parseScene, type Scene, type SceneFile } from './scene.ts';

function sceneWith(more: Partial<SceneFile>): Scene {
  const result = parseScene({ version: 1, duration: '60s', backdrop: 'corner', ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.scene;
}

describe('lightAt', () => {
  it('is full and steady by default', () => {
    expect([0, 10_000, 60_000].map((timeMs) => lightAt(sceneWith({}), timeMs))).toEqual([1, 1, 1]);
  });

  it('switches at once', () => {
    const scene = sceneWith({
      light: {
        steps: [
          { at: '20s', level: 0.5 },
          { at: '40s', level: 0.9 },
        ],
      },
    });
    expect([19_999, 20_000, 39_999, 40_000].map((timeMs) => lightAt(scene, timeMs))).toEqual([
      1, 0.5, 0.5, 0.9,
    ]);
  });

  it('falls slowly into the night', () => {
    const scene = sceneWith({ light: { steps: [{ at: '10s', level: 0.2, over: '40s' }] } });
    expect(lightAt(scene, 30_000)).toBeCloseTo(0.6, 10);
    expect(lightAt(scene, 50_000)).toBeCloseTo(0.2, 10);
    expect(lightAt(scene, 59_000)).toBeCloseTo(0.2, 10);
  });

  it('swings with clouds and returns after one period, so that a loop has no seam', () => {
    const scene = sceneWith({ light: { clouds: { swing: 0.4, period: '60s' } } });
    expect(lightAt(scene, 0)).toBe(1);
    expect(lightAt(scene, 30_000)).toBeCloseTo(0.6, 10);
    expect(lightAt(scene, 60_000)).toBeCloseTo(1, 10);
  });
});

describe('aimAt', () => {
  it('stays where it is without moves', () => {
    expect(aimAt(sceneWith({}), 30_000)).toEqual({ x: 0, y: 0 });
  });

  it('takes the last move that has happened', () => {
    const scene = sceneWith({
      moves: [
        { at: '10s', x: 0.05, y: 0 },
        { at: '20s', x: 0, y: 0.02 },
      ],
    });
    expect(aimAt(scene, 9_999)).toEqual({ x: 0, y: 0 });
    expect(aimAt(scene, 15_000)).toEqual({ x: 0.05, y: 0 });
    expect(aimAt(scene, 25_000)).toEqual({ x: 0, y: 0.02 });
  });
});
