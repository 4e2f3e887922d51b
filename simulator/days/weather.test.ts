import { describe, expect, it } from 'vitest';
import { drawDayWeather, skies, wave, weatherAt } from './weather.ts';

const days = Array.from({ length: 300 }, (_, seed) => drawDayWeather(seed));
const hours = Array.from({ length: 48 }, (_, half) => half * 1_800_000);

describe('the weather of a day', () => {
  it('is the same for the same seed', () => {
    expect(drawDayWeather(7)).toEqual(drawDayWeather(7));
    expect(weatherAt(drawDayWeather(7), 5e7)).toEqual(weatherAt(drawDayWeather(7), 5e7));
  });

  it('has every type of sky over many days', () => {
    expect(new Set(days.map(({ sky }) => sky))).toEqual(new Set(skies));
  });

  it('snows in winter only', () => {
    const winter = days.filter(({ sky }) => sky === 'snow').map(({ dayOfYear }) => dayOfYear);
    expect(winter.every((day) => day <= 60 || day >= 330)).toBe(true);
  });

  it.each(['clear', 'broken', 'overcast', 'fog'] as const)(
    'has no rain or snow on a day that is %s',
    (sky) => {
      const day = { seed: 3, sky, dayOfYear: 100, wind: 0.5 };
      expect(hours.every((at) => weatherAt(day, at).rain + weatherAt(day, at).snow === 0)).toBe(
        true,
      );
    },
  );

  it('has showers on a rainy day, and wet ground for some time after each', () => {
    const day = { seed: 4, sky: 'rain', dayOfYear: 100, wind: 0 } as const;
    const course = hours.map((at) => weatherAt(day, at));
    expect(course.some(({ rain }) => rain === 0)).toBe(true);
    expect(course.some(({ rain }) => rain > 0.3)).toBe(true);
    expect(course.some(({ rain, wet }) => rain === 0 && wet > 0)).toBe(true);
  });

  it('changes between sun and shade within minutes under broken clouds', () => {
    const day = { seed: 5, sky: 'broken', dayOfYear: 100, wind: 0 } as const;
    const suns = Array.from({ length: 400 }, (_, step) => weatherAt(day, 4e7 + step * 5000).sun);
    expect(Math.min(...suns)).toBeLessThan(0.2);
    expect(Math.max(...suns)).toBeGreaterThan(0.8);
  });
});

describe('wave', () => {
  it('stays in 0..1 and does not jump', () => {
    const values = Array.from({ length: 2000 }, (_, step) => wave(9, step * 100, 10_000));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    const jumps = values.slice(1).map((value, at) => Math.abs(value - values[at]!));
    expect(Math.max(...jumps)).toBeLessThan(0.03);
  });
});
