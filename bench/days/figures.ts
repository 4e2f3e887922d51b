// The figures of many windows of simulated days and one engine: false alarms per camera-day by cause, recall by kind, size and
// light, duplicates and delay, with 95 % intervals. Pure: takes the stored windows; returns the content of `--json`. Unknown
// figures are null.
import { kinds } from '../../contracts/index.ts';
import { causes, sizes } from '../../simulator/days/cast/actor.ts';
import { placeNames } from '../../simulator/days/place.ts';
import { lightNames } from '../../simulator/days/render/light.ts';
import { median, perDay, rounded } from '../accuracy/figures.ts';
import { countInterval, shareInterval, type Interval } from '../accuracy/intervals.ts';
import type { WindowResult } from './day-result.ts';

type Matter = WindowResult['matters'][number];

export interface Share {
  truth: number;
  found: number;
  recall: number | null;
  recallWithin: Interval | null;
}

export interface Count {
  falseAlarms: number;
  perCameraDay: number | null;
  perCameraDayWithin: Interval | null;
}

export interface DayFigures {
  /** The number of days with windows, and the analysed hours. */
  cameraDays: number;
  hours: number;
  all: Share & Count;
  /** Matters hidden for more than half of their time; they are in no other figure. */
  hidden: Share;
  byKind: Record<string, Share & Count>;
  bySize: Record<string, Share>;
  byLight: Record<string, Share & Count>;
  byForm: Record<string, Share>;
  byPlace: Record<string, Share & Count & { hours: number }>;
  byCause: Record<string, Count>;
  duplicates: number;
  viewMoved: number;
  medianDelayMs: number | null;
  worstDelayMs: number | null;
  looks: number;
  cpuMsPerLook: number | null;
}

/** The mean hidden share of a matter: what could not be seen is no miss. */
const mostHidden = 0.5;

export function dayFiguresOf(all: readonly WindowResult[]): DayFigures {
  const windows = all.map((one) => ({ ...one, matters: one.matters.filter(isPlain) }));
  const matters = windows.flatMap((one) => one.matters);
  const alarms = windows.flatMap((one) => one.alarms);
  const lengthMs = sum(windows.map(({ durationMs }) => durationMs));
  const delays = matters.flatMap(({ delayMs }) => delayMs ?? []).sort((a, b) => a - b);
  const looks = sum(windows.map((one) => one.looks));
  return {
    cameraDays: new Set(windows.map(({ place, seed }) => `${place} ${seed}`)).size,
    hours: rounded(lengthMs / 3_600_000, 2),
    all: { ...shareOf(matters), ...countOf(alarms.length, lengthMs) },
    hidden: shareOf(all.flatMap((one) => one.matters.filter((each) => !isPlain(each)))),
    byKind: bothBy('kind', kinds, windows),
    bySize: shares(matters, sizes, ({ size }) => size),
    byLight: bothBy('light', lightNames, windows),
    byForm: shares(
      matters,
      [...new Set(matters.map(({ form }) => form))].sort(),
      ({ form }) => form,
    ),
    byPlace: placesOf(windows),
    byCause: byName(causes, (name) => {
      const own = alarms.filter(({ cause }) => cause === name);
      return own.length > 0 ? countOf(own.length, lengthMs) : null;
    }),
    duplicates: sum(windows.map((one) => one.duplicates)),
    viewMoved: sum(windows.map((one) => one.viewMoved)),
    medianDelayMs: median(delays),
    worstDelayMs: delays.at(-1) ?? null,
    looks,
    cpuMsPerLook: looks === 0 ? null : rounded(sum(windows.map((one) => one.cpuMs)) / looks, 1),
  };
}

function isPlain({ hiddenShare }: Matter): boolean {
  return hiddenShare < mostHidden;
}

function bothBy(
  key: 'kind' | 'light',
  names: readonly string[],
  windows: readonly WindowResult[],
): Record<string, Share & Count> {
  const lengthMs = sum(windows.map(({ durationMs }) => durationMs));
  return byName(names, (name) => {
    const matters = windows.flatMap((one) => one.matters.filter((each) => each[key] === name));
    const alarms = windows.flatMap((one) => one.alarms.filter((each) => each[key] === name));
    if (matters.length + alarms.length === 0) return null;
    return { ...shareOf(matters), ...countOf(alarms.length, lengthMs) };
  });
}

function placesOf(windows: readonly WindowResult[]): DayFigures['byPlace'] {
  return byName(placeNames, (name) => {
    const own = windows.filter(({ place }) => place === name);
    if (own.length === 0) return null;
    const lengthMs = sum(own.map(({ durationMs }) => durationMs));
    return {
      ...shareOf(own.flatMap((one) => one.matters)),
      ...countOf(sum(own.map(({ alarms }) => alarms.length)), lengthMs),
      hours: rounded(lengthMs / 3_600_000, 2),
    };
  });
}

function shares(
  matters: readonly Matter[],
  names: readonly string[],
  nameOf: (one: Matter) => string,
): Record<string, Share> {
  return byName(names, (name) => {
    const own = matters.filter((one) => nameOf(one) === name);
    return own.length > 0 ? shareOf(own) : null;
  });
}

function shareOf(matters: readonly Matter[]): Share {
  const found = matters.filter(({ delayMs }) => delayMs !== null).length;
  const recall = matters.length === 0 ? null : rounded(found / matters.length, 4);
  const recallWithin = roundedInterval(shareInterval(found, matters.length), 1, 4);
  return { truth: matters.length, found, recall, recallWithin };
}

function countOf(falseAlarms: number, lengthMs: number): Count {
  const days = lengthMs / 86_400_000;
  const within = days === 0 ? null : countInterval(falseAlarms);
  return {
    falseAlarms,
    perCameraDay: perDay(falseAlarms, lengthMs),
    perCameraDayWithin: roundedInterval(within, days, 2),
  };
}

function roundedInterval(interval: Interval | null, unit: number, digits: number): Interval | null {
  if (!interval) return null;
  return { from: rounded(interval.from / unit, digits), to: rounded(interval.to / unit, digits) };
}

function byName<T>(names: readonly string[], of: (name: string) => T | null): Record<string, T> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = of(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
