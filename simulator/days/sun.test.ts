import { describe, expect, it } from 'vitest';
import { sunAngles, sunDirection } from './sun.ts';

const degrees = (radians: number) => (radians * 180) / Math.PI;

describe('the sun', () => {
  it.each([
    ['at noon in June', 172, 12, 76.6],
    ['at noon in December', 355, 12, 29.8],
    ['at noon in March', 81, 12, 53.2],
  ])('stands as high as it does %s', (_, dayOfYear, hour, height) => {
    const { elevation } = sunAngles({ latitude: 36.8, dayOfYear, hour });
    expect(degrees(elevation)).toBeCloseTo(height, 0);
  });

  it('is below the horizon at midnight', () => {
    expect(sunAngles({ latitude: 36.8, dayOfYear: 172, hour: 0 }).elevation).toBeLessThan(0);
  });

  it.each([
    ['east in the morning', 6, 90],
    ['south at noon', 12, 180],
    ['west in the evening', 18, 270],
  ])('stands in the %s', (_, hour, azimuth) => {
    const angle = degrees(sunAngles({ latitude: 36.8, dayOfYear: 81, hour }).azimuth);
    expect((angle + 360) % 360).toBeCloseTo(azimuth, 0);
  });

  it('shines from behind a camera that looks north at noon, and from its right in the morning', () => {
    const noon = sunDirection({ latitude: 36.8, dayOfYear: 81, hour: 12 }, 0);
    expect(noon.z).toBeLessThan(-0.5);
    const morning = sunDirection({ latitude: 36.8, dayOfYear: 81, hour: 7 }, 0);
    expect(morning.x).toBeGreaterThan(0.8);
  });

  it('gives a direction of length 1', () => {
    const { x, y, z } = sunDirection({ latitude: 10, dayOfYear: 200, hour: 15 }, 77);
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 9);
  });
});
