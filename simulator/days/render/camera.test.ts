import { describe, expect, it } from 'vitest';
import { createCamera, type CameraTraits } from './camera.ts';
import { pixels } from './picture-map.ts';

const plain: CameraTraits = { seed: 1, noise: 0, shake: 0, coarse: 0 };
const grey = (value: number) => new Float32Array(pixels * 3).fill(value);
const shot = (linear: Float32Array, look = 0) => ({ linear, isGrey: false, look, wind: 1 });
const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Uint8Array) => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
};

describe('the camera', () => {
  it('shows a bright and a dim scene alike once it has settled', () => {
    const [bright, dim] = [
      createCamera(plain)(shot(grey(0.9))),
      createCamera(plain)(shot(grey(0.05))),
    ];
    expect(Math.abs(mean(bright) - mean(dim))).toBeLessThan(3);
  });

  it('follows a sudden change of light over some looks', () => {
    const camera = createCamera(plain);
    const before = mean(camera(shot(grey(0.2))));
    const steps = [1, 2, 3, 4, 5, 6].map((look) => mean(camera(shot(grey(0.8), look))));
    expect(steps[0]! - before).toBeGreaterThan(20);
    expect(steps[5]! - before).toBeLessThan(4);
  });

  it('is noisier in the dark', () => {
    const traits = { ...plain, noise: 2 };
    const [day, night] = [grey(0.3), grey(0.02)].map((linear) =>
      deviation(createCamera(traits)(shot(linear))),
    );
    expect(night!).toBeGreaterThan(day! * 2);
  });

  it('shows no colour in infra-red', () => {
    const linear = Float32Array.from({ length: pixels * 3 }, (_, at) => [0.6, 0.2, 0.1][at % 3]!);
    const rgb = createCamera(plain)({ ...shot(linear), isGrey: true });
    expect(rgb[0]).toBe(rgb[1]);
    expect(rgb[1]).toBe(rgb[2]);
  });

  it('gives the same bytes for the same look, and others for the next', () => {
    const traits = { seed: 5, noise: 2, shake: 2, coarse: 0.5 };
    const linear = Float32Array.from(
      { length: pixels * 3 },
      (_, at) => 0.2 + 0.1 * Math.sin(at / 90),
    );
    const take = (look: number) => Buffer.from(createCamera(traits)(shot(linear, look)));
    expect(take(3).equals(take(3))).toBe(true);
    expect(take(3).equals(take(4))).toBe(false);
  });

  it('loses detail within blocks where the encoder is coarse, not the level', () => {
    const linear = Float32Array.from({ length: pixels * 3 }, (_, at) =>
      Math.floor(at / 3) % 2 === 0 ? 0.1 : 0.3,
    );
    const [fine, coarse] = [plain, { ...plain, coarse: 0.9 }].map((traits) =>
      createCamera(traits)(shot(linear)),
    );
    expect(deviation(coarse!)).toBeLessThan(deviation(fine!) * 0.95);
    expect(Math.abs(mean(coarse!) - mean(fine!))).toBeLessThan(1.5);
  });
});
