// The weather of one day: season, clouds, rain, snow, fog, wind. Takes a seed; returns the weather at any time of the day. Each day has
// one type of sky, drawn from the seed, so that many days cover all types.
import { between, createRandom, randomAt } from '../random.ts';

export const skies = ['clear', 'broken', 'overcast', 'rain', 'snow', 'fog'] as const;
export type Sky = (typeof skies)[number];

export interface DayWeather {
  readonly seed: number;
  readonly sky: Sky;
  readonly dayOfYear: number;
  /** 0 (still) to 1 (gusts that move branches far). */
  readonly wind: number;
}

export interface Weather {
  /** Share of sunlight that passes the clouds, 0..1. */
  readonly sun: number;
  /** 0..1 each. */
  readonly rain: number;
  readonly snow: number;
  readonly fog: number;
  /** How wet the ground is, 0..1. */
  readonly wet: number;
  /** How much of the ground snow covers, 0..1. */
  readonly snowLies: number;
  readonly wind: number;
}

const dayMs = 86_400_000;
const chances: Readonly<Record<Sky, number>> = {
  clear: 0.32,
  broken: 0.24,
  overcast: 0.16,
  rain: 0.14,
  snow: 0.07,
  fog: 0.07,
};

export function drawDayWeather(seed: number): DayWeather {
  const random = createRandom(seed);
  const sky = pickSky(random());
  const winter = random() < 0.5 ? between(random, 1, 60) : between(random, 330, 365);
  const dayOfYear = Math.floor(sky === 'snow' ? winter : between(random, 1, 366));
  return { seed, sky, dayOfYear, wind: random() ** 2 };
}

/** @param timeMs of the day, from midnight */
export function weatherAt(day: DayWeather, timeMs: number): Weather {
  const falling = fallAt(day, timeMs);
  const fog = day.sky === 'fog' ? 0.35 + 0.65 * wave(day.seed + 7, timeMs, 3 * 3_600_000) : 0;
  const gust = 0.6 + 0.4 * wave(day.seed + 8, timeMs, 40_000);
  return {
    sun: sunThrough(day, timeMs),
    rain: day.sky === 'rain' ? falling : 0,
    snow: day.sky === 'snow' ? falling : 0,
    fog: Math.max(fog, day.sky === 'snow' ? falling * 0.25 : falling * 0.12),
    wet: day.sky === 'rain' ? Math.max(falling, wetAfter(day, timeMs)) : 0,
    snowLies: day.sky === 'snow' ? snowSince(day, timeMs) : 0,
    wind: day.wind * gust,
  };
}

function pickSky(chance: number): Sky {
  let left = chance;
  return skies.find((sky) => (left -= chances[sky]) < 0) ?? 'clear';
}

function sunThrough({ sky, seed }: DayWeather, timeMs: number): number {
  switch (sky) {
    case 'clear':
      return 0.92 + 0.08 * wave(seed + 1, timeMs, 900_000);
    case 'broken': {
      const cloud = wave(seed + 2, timeMs, 150_000) + 0.5 * wave(seed + 3, timeMs, 35_000) - 0.75;
      return 1 - 0.93 * Math.max(0, Math.min(1, cloud * 4 + 0.5));
    }
    case 'fog':
      return 0.06;
    case 'overcast':
    case 'rain':
    case 'snow':
      return 0.03 + 0.05 * wave(seed + 4, timeMs, 600_000);
  }
}

/** Rain and snow come in showers of some tens of minutes. */
function fallAt({ sky, seed }: DayWeather, timeMs: number): number {
  if (sky !== 'rain' && sky !== 'snow') return 0;
  return Math.max(0, Math.min(1, (wave(seed + 5, timeMs, 2_400_000) - 0.3) * 2));
}

/** Snow cover from the snowfall of the last two hours. */
function snowSince(day: DayWeather, timeMs: number): number {
  const fallen = Array.from({ length: 8 }, (_, part) => fallAt(day, timeMs - part * 900_000));
  return Math.min(0.85, fallen.reduce((sum, one) => sum + one, 0) / 4);
}

/** The ground dries within half an hour. */
function wetAfter(day: DayWeather, timeMs: number): number {
  const before = [300_000, 900_000, 1_800_000].map((ms) => fallAt(day, timeMs - ms) - ms / 3.6e6);
  return Math.max(0, ...before);
}

/** Smooth noise between 0 and 1 (value noise with smoothstep) that changes about once per `periodMs`. */
export function wave(seed: number, timeMs: number, periodMs: number): number {
  const place = (timeMs + dayMs) / periodMs;
  const step = Math.floor(place);
  const share = place - step;
  const ease = share * share * (3 - 2 * share);
  const from = randomAt(seed, step);
  const to = randomAt(seed, step + 1);
  return from + (to - from) * ease;
}
