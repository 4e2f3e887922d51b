import { describe, expect, it } from 'vitest';
import { isSameWindow, parseResults, type WindowResult } from './day-result.ts';
import { dayFiguresOf } from './figures.ts';
import { figuresText, reportText, windowText } from './text.ts';
import { windowsOf } from './run-days.ts';

const window: WindowResult = {
  ...{ place: 'street', seed: 4, startMs: 36_000_000, durationMs: 3_600_000, engine: 'fencewatch' },
  ...{ model: 'scripted', sky: 'clear', duplicates: 1, viewMoved: 0, looks: 1800, cpuMs: 36_000 },
  matters: [
    {
      kind: 'debris-pile',
      form: 'bags',
      colour: '#000000',
      size: 'small',
      light: 'day',
      fromMs: 9000,
      delayMs: 2000,
      why: null,
      region: null,
    },
    {
      kind: 'debris-pile',
      form: 'sofa',
      colour: '#000000',
      size: 'large',
      light: 'day',
      fromMs: 9000,
      delayMs: null,
      why: 'light',
      region: null,
    },
  ],
  alarms: [
    {
      kind: 'street-vending',
      fenceId: 'f',
      cause: 'queue',
      light: 'day',
      why: 'nothing-there',
      openedMs: 60_000,
      region: null,
    },
  ],
};

describe('the figures of simulated days', () => {
  it('are null where nothing was looked at', () => {
    const figures = dayFiguresOf([]);
    expect(figures).toMatchObject({
      cameraDays: 0,
      hours: 0,
      medianDelayMs: null,
      cpuMsPerLook: null,
    });
    expect(figures.all).toEqual({
      truth: 0,
      found: 0,
      recall: null,
      falseAlarms: 0,
      perCameraDay: null,
    });
  });

  it('count false alarms a camera-day by cause, and recall by kind, size and light', () => {
    const figures = dayFiguresOf([window, { ...window, startMs: 0, alarms: [] }]);
    expect(figures).toMatchObject({
      cameraDays: 1,
      hours: 2,
      duplicates: 2,
      medianDelayMs: 2000,
      cpuMsPerLook: 20,
    });
    expect(figures.byCause).toEqual({ queue: { falseAlarms: 1, perCameraDay: 12 } });
    expect(figures.byKind['debris-pile']).toEqual({
      truth: 4,
      found: 2,
      recall: 0.5,
      falseAlarms: 0,
      perCameraDay: 0,
    });
    expect(figures.bySize).toEqual({
      small: { truth: 2, found: 2, recall: 1 },
      large: { truth: 2, found: 0, recall: 0 },
    });
    expect(figures.byLight).toMatchObject({ day: { truth: 4, falseAlarms: 1 } });
    expect(figures.byPlace).toMatchObject({ street: { hours: 2, falseAlarms: 1 } });
  });

  it('are told as text and as Markdown', () => {
    const figures = dayFiguresOf([window]);
    expect(windowText(window)).toBe(
      'street seed 4 10.0 h clear: found 1/2; missed large sofa (day, light); false street-vending from queue (day)',
    );
    expect(figuresText(figures)).toMatch(/queue +1 +24/);
    expect(reportText(figures, 'Days')).toContain('| queue | 1 | 24 |');
  });
});

describe('kept windows', () => {
  it('are read again, without a last line that was cut off', () => {
    const line = JSON.stringify(window);
    expect(parseResults(`${line}\n${line.slice(0, 80)}`)).toEqual([window]);
    expect(parseResults('')).toEqual([]);
  });

  it('are known by place, seed, time, engine and model', () => {
    expect(isSameWindow(window, { ...window })).toBe(true);
    expect(isSameWindow(window, { ...window, seed: 5 })).toBe(false);
    expect(isSameWindow(window, { ...window, engine: 'naive' })).toBe(false);
  });
});

describe('the windows of days', () => {
  const options = {
    days: 3,
    seed: 10,
    windows: 4,
    windowMs: 600_000,
    engine: 'fencewatch',
    detector: null,
  } as const;

  it('take the places in turn, and one stretch of each part of the day', () => {
    const windows = windowsOf({ ...options, places: ['street', 'lobby'] });
    expect(windows.map(({ place, seed }) => `${place} ${seed}`)).toEqual(
      ['street 10', 'lobby 11', 'street 12'].flatMap((name) => [name, name, name, name]),
    );
    const parts = windows.slice(0, 4).map(({ startMs }) => Math.floor(startMs / 21_600_000));
    expect(parts).toEqual([0, 1, 2, 3]);
    expect(
      windows.every(
        ({ startMs, durationMs }) => startMs + durationMs <= 86_400_000 && startMs % 2000 === 0,
      ),
    ).toBe(true);
  });

  it('are the whole day with one window of 1440 minutes', () => {
    const [whole] = windowsOf({
      ...options,
      days: 1,
      windows: 1,
      windowMs: 86_400_000,
      places: ['street'],
    });
    expect(whole).toMatchObject({ startMs: 0, durationMs: 86_400_000 });
  });

  it('are none without a place', () => {
    expect(windowsOf({ ...options, places: [] })).toEqual([]);
  });
});
