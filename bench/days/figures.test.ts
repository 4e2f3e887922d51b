import { describe, expect, it } from 'vitest';
import { isSameWindow, type WindowResult } from './day-result.ts';
import { dayFiguresOf } from './figures.ts';
import { figuresText, reportText, windowText } from './text.ts';
import { windowsOf } from './run-days.ts';

type Matter = WindowResult['matters'][number];

const window: WindowResult = {
  place: 'street',
  seed: 4,
  startMs: 36_000_000,
  durationMs: 3_600_000,
  engine: 'fencewatch',
  model: 'scripted',
  sky: 'clear',
  duplicates: 1,
  viewMoved: 0,
  looks: 1800,
  cpuMs: 36_000,
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
      insideShare: 1,
      hiddenShare: 0,
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
      insideShare: 0.9,
      hiddenShare: 0.2,
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
  it('are null without looks', () => {
    const figures = dayFiguresOf([]);
    expect(figures).toMatchObject({
      cameraDays: 0,
      hours: 0,
      medianDelayMs: null,
      cpuMsPerLook: null,
    });
    expect(figures.all).toMatchObject({
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
    expect(figures.byCause).toMatchObject({ queue: { falseAlarms: 1, perCameraDay: 12 } });
    expect(figures.byCause['queue']!.perCameraDayWithin).toEqual({ from: 0.3, to: 66.86 });
    expect(figures.byKind['debris-pile']).toMatchObject({
      truth: 4,
      found: 2,
      recall: 0.5,
      falseAlarms: 0,
      perCameraDay: 0,
    });
    expect(figures.bySize).toMatchObject({
      small: { truth: 2, found: 2, recall: 1 },
      large: { truth: 2, found: 0, recall: 0 },
    });
    expect(figures.byLight).toMatchObject({ day: { truth: 4, falseAlarms: 1 } });
    expect(figures.byPlace).toMatchObject({ street: { hours: 2, falseAlarms: 1 } });
  });

  it('are printed as text and as Markdown', () => {
    const figures = dayFiguresOf([window]);
    expect(windowText(window)).toBe(
      'fencewatch street seed 4 10.0 h clear: found 1/2; missed large sofa (day, light, 20% hidden); false street-vending from queue (day)',
    );
    const engines = [
      { engine: 'fencewatch', figures },
      { engine: 'naive', figures: dayFiguresOf([{ ...window, engine: 'naive', alarms: [] }]) },
    ];
    expect(figuresText(engines)).toMatch(/queue +1 +24 \(0.6 to 134\)/);
    const report = reportText(engines, 'Days');
    expect(report).toContain('| queue | 1, a day 24 (0.6 to 134) | 0 |');
    expect(report).toContain(
      '| naive | 1/2 | 50% (9% to 91%) | 0 | 0 (0 to 89) | 1 | +2.0 s / +2.0 s |',
    );
  });

  it('leave out matters hidden for more than half of their time, and count them separately', () => {
    const [plain, missed] = window.matters as [Matter, Matter];
    const figures = dayFiguresOf([
      { ...window, matters: [plain, { ...missed, hiddenShare: 0.8 }] },
    ]);
    expect(figures.all).toMatchObject({ truth: 1, found: 1 });
    expect(figures.hidden).toMatchObject({ truth: 1, found: 0 });
    expect(figuresText([{ engine: 'fencewatch', figures }])).toContain(
      '1 matters were hidden for more than half of their time, 0 of them found',
    );
  });
});

describe('kept windows', () => {
  it('are identified by place, seed, time, engine and model', () => {
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

  it('are divided among processes by day', () => {
    const all = windowsOf({ ...options, places: ['street', 'lobby'] });
    const parts = [0, 1].map((number) =>
      windowsOf({ ...options, places: ['street', 'lobby'], part: { number, of: 2 } }),
    );
    expect(parts.map((part) => part.length)).toEqual([8, 4]);
    expect(parts.flat()).toHaveLength(all.length);
    expect(all.every((one) => parts.flat().some((other) => other.seed === one.seed))).toBe(true);
  });

  it('are none without a place', () => {
    expect(windowsOf({ ...options, places: [] })).toEqual([]);
  });
});
