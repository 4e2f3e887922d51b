// The camera: exposure that lags behind the light, noise that grows in the dark, grey pictures in infra-red, a shaking mast, and an
// encoder that drops detail in blocks of 8 × 8 pixels. Takes linear light; returns 8-bit RGB.
import { createRandom, randomAt } from '../../random.ts';
import { picture, pixels } from './picture-map.ts';

export interface CameraTraits {
  readonly seed: number;
  /** Standard deviation of the noise in full light, grey levels. */
  readonly noise: number;
  /** Amplitude of the mast's shake in full wind, pixels. */
  readonly shake: number;
  /** How much detail the encoder drops, 0..1. */
  readonly coarse: number;
  /** Whether its exposure hunts: sometimes it aims too low or too high without a cause. */
  readonly hunts: boolean;
}

export interface Shot {
  readonly linear: Float32Array;
  readonly isGrey: boolean;
  readonly look: number;
  readonly wind: number;
}

const steps = 4096;
/** Tone curve from linear light to 8 bits: a gamma curve with a soft shoulder, as in cameras. */
const tone = Uint8Array.from({ length: steps + 1 }, (_, step) => {
  const value = (step / steps) * 2;
  return Math.min(255, Math.round(255 * (1 - Math.exp(-1.6 * value)) ** (1 / 2.2) * 1.02));
});
/** Mean linear light that the exposure aims at. */
const wanted = 0.17;
const gains = { least: 0.12, most: 9 };
/** The noise tile is longer than a picture by this many values, so that each look can start at another offset. */
const spare = 65_536;

export interface Photo {
  readonly rgb: Uint8Array;
  readonly gain: number;
}

export type Camera = (shot: Shot) => Photo;

export function createCamera(traits: CameraTraits): Camera {
  const grain = noiseTile(traits.seed);
  let gain = 0;
  return (shot) => {
    const own = (wanted * huntOf(traits, shot.look)) / meanOf(shot.linear);
    const aim = Math.max(gains.least, Math.min(gains.most, own));
    gain = gain === 0 ? aim : gain * (aim / gain) ** 0.55;
    const rgb = expose(shot, { traits, gain, grain });
    if (traits.coarse > 0) encode(rgb, traits, shot.look);
    return { rgb, gain };
  };
}

/** A hunting exposure aims too low or too high for 64 looks in a row, about 30 % of the time. */
function huntOf({ hunts, seed }: CameraTraits, look: number): number {
  if (!hunts) return 1;
  const chance = randomAt(seed + 51, Math.floor(look / 64));
  if (chance > 0.3) return 1;
  return chance < 0.15 ? 0.62 : 1.5;
}

function meanOf(linear: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (let at = 1; at < linear.length; at += 51, count++) sum += Math.min(1.5, linear[at]!);
  return Math.max(1e-4, sum / count);
}

function expose(
  { linear, isGrey, look, wind }: Shot,
  { traits, gain, grain }: { traits: CameraTraits; gain: number; grain: Int8Array },
): Uint8Array {
  const rgb = new Uint8ClampedArray(pixels * 3);
  const scale = (gain * steps) / 2;
  const strength = (traits.noise * Math.sqrt(Math.max(0.8, gain))) / 16;
  const start = Math.floor(randomAt(traits.seed, look) * spare);
  const shift = (axis: number) =>
    Math.round((randomAt(traits.seed + axis, look) - 0.5) * 2 * traits.shake * wind);
  const byX = shift(1);
  const byY = shift(2);
  for (let row = 0, pixel = 0; row < picture.height; row++) {
    const fromRow = Math.max(0, Math.min(picture.height - 1, row + byY)) * picture.width;
    for (let column = 0; column < picture.width; column++, pixel++) {
      const from = (fromRow + Math.max(0, Math.min(picture.width - 1, column + byX))) * 3;
      const noise = grain[start + pixel]! * strength;
      let red = linear[from]!;
      let green = linear[from + 1]!;
      let blue = linear[from + 2]!;
      if (isGrey) red = green = blue = 0.4 * red + 0.4 * green + 0.2 * blue;
      const at = pixel * 3;
      rgb[at] = tone[Math.min(steps, (red * scale) | 0)]! + noise;
      rgb[at + 1] = tone[Math.min(steps, (green * scale) | 0)]! + noise;
      rgb[at + 2] = tone[Math.min(steps, (blue * scale) | 0)]! + noise;
    }
  }
  return new Uint8Array(rgb.buffer);
}

/** Approximately normal noise (sum of four uniform values) with a standard deviation of 16. */
function noiseTile(seed: number): Int8Array {
  const random = createRandom(seed + 4099);
  return Int8Array.from({ length: pixels + spare }, () =>
    Math.round((random() + random() + random() + random() - 2) * 16 * 1.73),
  );
}

/** A quarter of the looks lose much detail, as after packet loss; the others lose a little. */
function encode(rgb: Uint8Array, { coarse, seed }: CameraTraits, look: number): void {
  const pulse = randomAt(seed + 77, look) < 0.25 ? coarse : coarse * 0.3;
  for (let top = 0, block = 0; top < picture.height; top += 8)
    for (let left = 0; left < picture.width; left += 8, block++) {
      const kept = 1 - pulse * randomAt(seed + look, block);
      for (let channel = 0; channel < 3; channel++) flatten(rgb, { top, left, channel, kept });
    }
}

function flatten(
  rgb: Uint8Array,
  { top, left, channel, kept }: { top: number; left: number; channel: number; kept: number },
): void {
  const bottom = Math.min(picture.height, top + 8);
  let sum = 0;
  let count = 0;
  for (let row = top; row < bottom; row++)
    for (let column = left; column < left + 8; column++, count++)
      sum += rgb[(row * picture.width + column) * 3 + channel]!;
  const mean = sum / count;
  for (let row = top; row < bottom; row++)
    for (let column = left; column < left + 8; column++) {
      const at = (row * picture.width + column) * 3 + channel;
      rgb[at] = mean + (rgb[at]! - mean) * kept;
    }
}
