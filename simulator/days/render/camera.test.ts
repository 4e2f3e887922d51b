import { describe, expect, it } from 'vitest';
import { createCamera, type CameraTraits, type Shot } from './camera.ts';
import { pixels } from './picture-map.ts';

const take = (traits: CameraTraits, one: Shot) => createCamera(traits)(one).rgb;
const plain: CameraTraits = { seed: 1, noise: 0, shake: 0, coarse: 0, hunts: false };
const grey = (value: number) => new Float32Array(pixels * 3).fill(value);
const shot = (linear: Float32Array, look = 0) => ({ linear, isGrey: false, look, wind: 1 });
const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Uint8Array) => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
};

describe('the camera', () => {
  it('exposes a bright and a dim scene to the same brightness', () => {
    const bright = take(plain, shot(grey(0.9)));
    const dim = take(plain, shot(grey(0.05)));
    expect(Math.abs(mean(bright) - mean(dim))).toBeLessThan(3);
  });

  it('adapts to a sudden change of light over several looks', () => {
    const camera = createCamera(plain);
    const before = mean(camera(shot(grey(0.2))).rgb);
    const steps = [1, 2, 3, 4, 5, 6].map((look) => mean(camera(shot(grey(0.8), look)).rgb));
    expect(steps[0]! - before).toBeGreaterThan(20);
    expect(steps[5]! - before).toBeLessThan(4);
  });

  it('is noisier in the dark', () => {
    const traits = { ...plain, noise: 2 };
    const [day, night] = [grey(0.3), grey(0.02)].map((linear) =>
      deviation(take(traits, shot(linear))),
    );
    expect(night!).toBeGreaterThan(day! * 2);
  });

  it('has no colour in infra-red', () => {
    const linear = Float32Array.from({ length: pixels * 3 }, (_, at) => [0.6, 0.2, 0.1][at % 3]!);
    const rgb = take(plain, { ...shot(linear), isGrey: true });
    expect(rgb[0]).toBe(rgb[1]);
    expect(rgb[1]).toBe(rgb[2]);
  });

  it('gives the same bytes for the same look, and others for the next', () => {
    const traits = { seed: 5, noise: 2, shake: 2, coarse: 0.5, hunts: false };
    const linear = Float32Array.from(
      { length: pixels * 3 },
      (_, at) => 0.2 + 0.1 * Math.sin(at / 90),
    );
    const bytes = (look: number) => Buffer.from(take(traits, shot(linear, look)));
    expect(bytes(3).equals(bytes(3))).toBe(true);
    expect(bytes(3).equals(bytes(4))).toBe(false);
  });

  it('loses detail within blocks with a coarse encoder, but keeps the brightness', () => {
    const linear = Float32Array.from({ length: pixels * 3 }, (_, at) =>
      Math.floor(at / 3) % 2 === 0 ? 0.1 : 0.3,
    );
    const [fine, coarse] = [plain, { ...plain, coarse: 0.9 }].map((traits) =>
      take(traits, shot(linear)),
    );
    expect(deviation(coarse!)).toBeLessThan(deviation(fine!) * 0.95);
    expect(Math.abs(mean(coarse!) - mean(fine!))).toBeLessThan(1.5);
  });

  it('with hunting exposure is too dark or too bright for a while, and reports its gain', () => {
    const gainsOf = (hunts: boolean) => {
      const camera = createCamera({ ...plain, seed: 3, hunts });
      const dim = grey(0.2);
      return Array.from({ length: 16 }, (_, look) => camera(shot(dim, look * 64)).gain);
    };
    const spread = (gains: number[]) => Math.max(...gains) / Math.min(...gains);
    expect(spread(gainsOf(false))).toBeCloseTo(1, 5);
    expect(spread(gainsOf(true))).toBeGreaterThan(1.5);
  });
});
