// The effect of light and the camera's sensor: brightness by a table, noise from a prepared tile with another offset in each
// frame, streaks of rain. Changes a frame in place; costs about two milliseconds.
import { createRandom, randomAt } from '../random.ts';
import type { Scene } from '../scene.ts';
import { lightAt } from '../light.ts';
import type { Planes } from './planes.ts';

export type Sensor = (frame: Planes, index: number, timeMs: number) => void;

/** The noise tile is longer than a frame by this many values, so that each frame can start at another offset. */
const spare = 1 << 16;

export function createSensor(scene: Scene): Sensor {
  const { width, height } = scene.size;
  const noise = noiseTile(width * height + spare, scene);
  return (frame, index, timeMs) => {
    rain(frame, scene, index);
    const level = lightAt(scene, timeMs);
    const offset = Math.floor(randomAt(scene.seed, index) * spare);
    expose(frame.y, brightnessTable(level), noise.subarray(offset));
    if (level !== 1) for (const plane of [frame.u, frame.v]) tint(plane, colourTable(level));
  };
}

function expose(values: Uint8Array, table: Uint8Array, noise: Int8Array): void {
  const clamped = new Uint8ClampedArray(values.buffer, values.byteOffset, values.length);
  for (let index = 0; index < clamped.length; index++)
    clamped[index] = (table[clamped[index] as number] as number) + (noise[index] as number);
}

function tint(values: Uint8Array, table: Uint8Array): void {
  for (let index = 0; index < values.length; index++)
    values[index] = table[values[index] as number] as number;
}

/** A camera brightens dark pictures, so brightness falls less than the light. */
function brightnessTable(level: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(16, Math.min(235, Math.round(16 + Math.max(0, value - 16) * level ** 0.8))),
  );
}

function colourTable(level: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) =>
    Math.max(16, Math.min(240, Math.round(128 + (value - 128) * Math.min(1.1, level)))),
  );
}

/** Roughly normal: the sum of four uniform numbers. */
function noiseTile(length: number, { noise, seed }: Scene): Int8Array {
  const random = createRandom(seed + 4099);
  const scale = noise * Math.sqrt(3);
  return Int8Array.from({ length }, () =>
    noise === 0 ? 0 : Math.round((random() + random() + random() + random() - 2) * scale),
  );
}

/** Streaks that fall nearly straight, as bright as the sky. */
function rain(frame: Planes, { rain: strength, seed }: Scene, index: number): void {
  if (strength === 0) return;
  const random = createRandom(seed + index * 7919);
  const count = Math.round(strength * 420);
  for (let drop = 0; drop < count; drop++) {
    const left = Math.floor(random() * frame.width);
    const top = Math.floor(random() * frame.height);
    const length = 8 + Math.floor(random() * 18);
    for (let step = 0; step < length && top + step < frame.height; step++) {
      const at = (top + step) * frame.width + Math.min(frame.width - 1, left + (step >> 3));
      frame.y[at] = ((frame.y[at] as number) * 3 + 200) >> 2;
    }
  }
}
