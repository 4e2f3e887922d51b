// The differences of two versions of a fence, in words of both languages.
import { describe, expect, test } from 'vitest';
import type { FenceFile, Point } from '../../../contracts/index.ts';
import { createTranslator } from '../../i18n/i18n.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { differencesOf, shapeDifference } from './fence-diff.ts';
import { factNames, factText } from './fence-facts.ts';

const full: FenceFile = createFence({
  dwell: { vehicle: '50s', goods: '2m' },
  minCover: 0.07,
  holes: [
    [
      [0.5, 0.6],
      [0.6, 0.6],
      [0.6, 0.7],
    ],
  ],
  schedule: [
    { days: ['mon', 'sat'], from: '06:00', to: '22:00' },
    { from: '23:00', to: '24:00' },
  ],
  exceptions: [
    { name: '庙会', dates: ['2026-10-01'], hours: [] },
    { dates: ['2026-12-31'], hours: [{ from: '08:00', to: '10:00' }] },
  ],
  permits: [{ holder: '张伟', id: 'P-12', hours: [{ from: '06:00', to: '09:30' }] }, {}],
  anchor: { inside: 0.5 },
  size: { minWidth: 0.05 },
  severity: 'high',
  matterCode: '09012',
  place: 'gate',
  reopenWithin: '1m',
  stillThereEvery: '10m',
  clearAfter: '6s',
  minArea: 0.02,
  minCount: 3,
  apart: 1.5,
});

describe('the settings of a fence in words', () => {
  test.each([
    ['dwell', 'Vehicle 50 s, Goods 2 min', '机动车 50 秒, 货物 2 分钟'],
    ['minCover', '7 %', '7 %'],
    ['schedule', 'Mo Sa 06:00–22:00; 23:00–24:00', '一 六 06:00–22:00; 23:00–24:00'],
    [
      'exceptions',
      '庙会 2026-10-01: Does not watch that day; 2026-12-31: 08:00–10:00',
      '庙会 2026-10-01: 全天撤防; 2026-12-31: 08:00–10:00',
    ],
    [
      'permits',
      '张伟 P-12 (whole fence, 06:00–09:30); – (whole fence, Always)',
      '张伟 P-12 (整个围栏, 06:00–09:30); – (整个围栏, 全天)',
    ],
    ['anchor', 'a share of it is inside 50 %', '目标在围栏内的比例 50 %'],
    ['size', 'Smallest width 5 %', '最小宽度 5 %'],
    ['severity', 'High', '高'],
  ] as const)('%s', async (name, english, chinese) => {
    const translator = await createTranslator('en');
    expect(factText(translator.t, full, name)).toBe(english);
    await translator.changeLanguage('zh-CN');
    expect(factText(translator.t, full, name)).toBe(chinese);
  });

  test('are complete when all are set, without an undefined text', async () => {
    const { t } = await createTranslator('en');
    for (const name of factNames) {
      const text = factText(t, full, name);
      expect([name, text === null || text.includes('undefined')]).toEqual([name, false]);
    }
  });

  test('are absent when nothing is set', async () => {
    const { t } = await createTranslator('en');
    const bare = createFence();
    expect(factNames.filter((name) => factText(t, bare, name) !== null)).toEqual([
      'kind',
      'name',
      'polygon',
    ]);
  });
});

describe('the difference of two versions', () => {
  test('without a change is empty', async () => {
    const { t } = await createTranslator('en');
    expect(differencesOf(t, full, structuredClone(full))).toEqual([]);
  });

  test('lists each setting with its old and new value', async () => {
    const { t } = await createTranslator('en');
    const after = createFence({ ...full, dwell: '30s', name: 'East gate' });
    expect(differencesOf(t, full, after)).toEqual([
      { name: 'name', before: '东门', after: 'East gate', shape: null },
      { name: 'dwell', before: 'Vehicle 50 s, Goods 2 min', after: '30 s', shape: null },
    ]);
  });

  test('includes settings that were added and removed', async () => {
    const { t } = await createTranslator('en');
    const [difference] = differencesOf(t, createFence(), createFence({ place: 'gate' }));
    expect(difference).toMatchObject({ name: 'place', before: null, after: 'gate' });
    const [back] = differencesOf(t, createFence({ place: 'gate' }), createFence());
    expect(back).toMatchObject({ name: 'place', before: 'gate', after: null });
  });

  test('of a new fence is everything that is set', async () => {
    const { t } = await createTranslator('en');
    expect(differencesOf(t, null, createFence()).map(({ name }) => name)).toEqual([
      'kind',
      'name',
      'polygon',
    ]);
  });
});

describe('the difference of two outlines', () => {
  const square: Point[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  test.each<[string, Point[], Point[], [number, number, number]]>([
    ['that are the same is nothing', square, square, [0, 0, 0]],
    ['of which one point moved', square, [[0.1, 0], ...square.slice(1)], [1, 0, 0]],
    ['of which one point was added', square, [...square, [0, 0.5]], [0, 1, 0]],
    ['of which one point was removed', square, square.slice(1), [0, 0, 1]],
    [
      'of which one moved and one was added',
      square,
      [[0.1, 0], [0.5, 0], ...square.slice(1)],
      [1, 1, 0],
    ],
    ['drawn anew is all points', [], square, [0, 4, 0]],
  ])('%s', (_, before, after, [moved, added, removed]) => {
    expect(shapeDifference(before, after)).toEqual({ moved, added, removed });
  });
});
