import { describe, expect, it } from 'vitest';
import { parseScene, type SceneFile } from '../scene.ts';
import { createPlanes, type Planes } from './planes.ts';
import { createSensor } from './sensor.ts';

function sensed(more: Partial<SceneFile>, index = 0, timeMs = 0): Planes {
  const result = parseScene({
    version: 1,
    duration: '10s',
    backdrop: 'corner',
    size: { width: 320, height: 180 },
    noise: 0,
    ...more,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  const frame = createPlanes(320, 180);
  frame.y.fill(120);
  frame.u.fill(100);
  frame.v.fill(160);
  createSensor(result.scene)(frame, index, timeMs);
  return frame;
}
const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Uint8Array) => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
};

describe('the sensor', () => {
  it('changes nothing in full light without noise', () => {
    const frame = sensed({});
    expect(new Set(frame.y)).toEqual(new Set([120]));
    expect(new Set(frame.u)).toEqual(new Set([100]));
  });

  it.each([2, 6, 12])('adds noise of %d grey levels and keeps the brightness', (noise) => {
    const frame = sensed({ noise });
    expect(deviation(frame.y)).toBeGreaterThan(noise * 0.9);
    expect(deviation(frame.y)).toBeLessThan(noise * 1.1);
    expect(Math.abs(mean(frame.y) - 120)).toBeLessThan(0.3);
  });

  it('gives each frame its own noise, and the same noise for the same frame', () => {
    expect(sensed({ noise: 3 }, 4).y).toEqual(sensed({ noise: 3 }, 4).y);
    expect(sensed({ noise: 3 }, 4).y).not.toEqual(sensed({ noise: 3 }, 5).y);
    expect(sensed({ noise: 3, seed: 2 }, 4).y).not.toEqual(sensed({ noise: 3 }, 4).y);
  });

  it('reduces brightness and colour in the dark', () => {
    const frame = sensed({ light: { level: 0.4 } });
    expect(mean(frame.y)).toBeLessThan(75);
    expect(mean(frame.u)).toBeGreaterThan(110);
    expect(mean(frame.v)).toBeLessThan(145);
  });

  it('draws more streaks in stronger rain', () => {
    const wet = (rain: number) => sensed({ rain }).y.filter((value) => value !== 120).length;
    expect(wet(0)).toBe(0);
    expect(wet(0.2)).toBeGreaterThan(200);
    expect(wet(1)).toBeGreaterThan(wet(0.2) * 2);
  });
});
