// The air between camera and scene: fog that reduces contrast with distance, and falling rain and snow. Takes the weather; changes the
// linear picture in place.
import { createRandom } from '../../random.ts';
import type { Weather } from '../weather.ts';
import type { Light } from './light.ts';
import { picture, pixels, type PictureMap } from './picture-map.ts';

export function addFog(
  linear: Float32Array,
  { z }: PictureMap,
  { weather: { fog }, light }: Air,
): void {
  if (fog < 0.02) return;
  const thickness = fog * 0.075;
  const glow = light.sky.map((value, channel) => (value + (light.lamp[channel] ?? 0) * 0.5) * 0.55);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const clear = Math.exp(-thickness * z[pixel]!);
    for (let channel = 0; channel < 3; channel++) {
      const at = pixel * 3 + channel;
      linear[at] = linear[at]! * clear + glow[channel]! * (1 - clear);
    }
  }
}

interface Air {
  readonly weather: Weather;
  readonly light: Light;
}

/** Drops are streaks and flakes are specks; near ones are larger and out of focus. The seed gives each look its own. */
export function addFall(linear: Float32Array, { weather, light }: Air, seed: number): void {
  const random = createRandom(seed);
  const bright = 0.5 * light.sky[1] + 0.35 * light.lamp[1] + 1.2 * light.infraRed;
  const drops = Math.round(weather.rain * 260);
  for (let drop = 0; drop < drops; drop++) {
    const near = random() ** 3;
    const length = Math.round(5 + near * 26);
    streak(linear, {
      x: random(),
      y: random(),
      length,
      width: near > 0.5 ? 2 : 1,
      bright: bright * (0.12 + 0.2 * (1 - near)),
    });
  }
  const flakes = Math.round(weather.snow * 320);
  for (let flake = 0; flake < flakes; flake++) {
    const near = random() ** 4;
    const size = Math.round(1 + near * 7);
    streak(linear, {
      x: random(),
      y: random(),
      length: size,
      width: size,
      bright: bright * (0.85 - 0.6 * near),
    });
  }
}

interface Streak {
  x: number;
  y: number;
  length: number;
  width: number;
  bright: number;
}

function streak(linear: Float32Array, { x, y, length, width, bright }: Streak): void {
  const left = Math.floor(x * picture.width);
  const top = Math.floor(y * picture.height);
  for (let row = top; row < Math.min(picture.height, top + length); row++)
    for (let column = left; column < Math.min(picture.width, left + width); column++)
      for (let channel = 0; channel < 3; channel++) {
        const at = (row * picture.width + column) * 3 + channel;
        linear[at] = linear[at]! * 0.65 + bright * 0.6;
      }
}
