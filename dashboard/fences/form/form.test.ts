// The logic of the form: durations, translated faults, dates, shares.
import { describe, expect, test } from 'vitest';
import { createTranslator } from '../../i18n/i18n.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { faultsAt, faultsOfFence } from '../edit/check-draft.ts';
import { durationParts, durationText, partsOfMs } from './duration-text.ts';
import { splitDates } from './exception-rows.tsx';
import { faultText } from './fault-text.ts';
import { toPercent, toShare } from './inputs.tsx';
import { replaced, without } from './rows.tsx';

describe('a duration', () => {
  test.each([
    ['40s', { amount: '40', unit: 's' }],
    ['1.5h', { amount: '1.5', unit: 'h' }],
    ['500ms', { amount: '0.5', unit: 's' }],
    ['2d', { amount: '2', unit: 'd' }],
    ['', { amount: '', unit: 's' }],
    ['soon', { amount: 'soon', unit: 's' }],
    ['xm', { amount: 'x', unit: 'm' }],
  ] as const)('"%s" is taken apart, and nothing of it lost', (text, parts) => {
    expect(durationParts(text)).toEqual(parts);
  });

  test('that is not set has no parts', () => {
    expect(durationParts(undefined)).toBeNull();
  });

  test.each([
    ['40', 's', '40s'],
    ['1,5', 'm', '1.5m'],
    [' 3 ', 'h', '3h'],
    ['', 's', undefined],
    ['  ', 'd', undefined],
  ] as const)('of "%s" %s is written %s', (amount, unit, text) => {
    expect(durationText({ amount, unit })).toBe(text);
  });

  test.each([
    [40_000, '40', 's'],
    [600_000, '10', 'm'],
    [90_000, '90', 's'],
    [7_200_000, '2', 'h'],
    [86_400_000, '1', 'd'],
    [1500, '1.5', 's'],
  ])('of %i ms is shown as %s %s', (ms, amount, unit) => {
    expect(partsOfMs(ms)).toEqual({ amount, unit });
  });
});

describe('a share', () => {
  test.each([
    [0.07, 7],
    [0.055, 5.5],
    [1, 100],
    [0, 0],
    [0.0001, 0.01],
  ])('%d is shown as %d per cent, and read back exactly', (share, percent) => {
    expect(toPercent(share)).toBe(percent);
    expect(toShare(percent)).toBe(share);
  });
});

test.each([
  ['', []],
  ['2026-10-01', ['2026-10-01']],
  ['2026-10-01, 2026-10-02 2026-10-03', ['2026-10-01', '2026-10-02', '2026-10-03']],
  ['2026-10-01，2026-10-02、', ['2026-10-01', '2026-10-02']],
])('the dates of "%s" are split', (text, dates) => {
  expect(splitDates(text)).toEqual(dates);
});

describe('a list of rows', () => {
  test('without its last row is undefined', () => {
    expect(without([1], 0)).toBeUndefined();
    expect(without([], 0)).toBeUndefined();
    expect(without([1, 2, 3], 1)).toEqual([1, 3]);
  });

  test('has one row replaced', () => {
    expect(replaced(['a', 'b'], 1, 'c')).toEqual(['a', 'c']);
  });
});

describe('the faults of a draft', () => {
  const bad: [string, string, object, string][] = [
    [
      'crosses itself',
      'polygon',
      {
        polygon: [
          [0.1, 0.1],
          [0.9, 0.9],
          [0.9, 0.1],
          [0.1, 0.9],
        ],
      },
      '边线相交',
    ],
    [
      'has two points',
      'polygon',
      {
        polygon: [
          [0.1, 0.1],
          [0.9, 0.9],
        ],
      },
      '至少需要 3 个顶点',
    ],
    [
      'leaves the picture',
      'polygon',
      {
        polygon: [
          [0.1, 0.1],
          [1.9, 0.9],
          [0.1, 0.9],
        ],
      },
      '画面之内',
    ],
    [
      'has too many points',
      'polygon',
      { polygon: Array.from({ length: 10_000 }, (_, i) => [i / 10_000, (i % 7) / 7]) },
      '最多 200 个',
    ],
    [
      'repeats a point',
      'polygon',
      {
        polygon: [
          [0, 0],
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      },
      '重合',
    ],
    [
      'has a hole outside',
      'holes',
      {
        holes: [
          [
            [0, 0],
            [0.1, 0],
            [0.1, 0.1],
          ],
        ],
      },
      '完全位于围栏内',
    ],
    ['has no dwell', 'dwell', { dwell: '0s' }, '大于零的数字'],
    ['has a dwell in words', 'dwell', { dwell: 'soon' }, '大于零的数字'],
    ['has a bad dwell for a class', 'dwell.goods', { dwell: { goods: 'x' } }, '大于零的数字'],
    ['has a bad time', 'schedule[0].from', { schedule: [{ from: '7', to: '9:00' }] }, '请填写时间'],
    ['has empty hours', 'schedule[0]', { schedule: [{ from: '07:00', to: '07:00' }] }, '时间相同'],
    [
      'has hours that overlap',
      'schedule[1]',
      {
        schedule: [
          { from: '07:00', to: '09:00' },
          { from: '08:00', to: '10:00' },
        ],
      },
      '重叠',
    ],
    [
      'has a bad date',
      'exceptions[0].dates',
      { exceptions: [{ dates: ['1 Oct'], hours: [] }] },
      '请填写日期',
    ],
    ['has no date', 'exceptions[0].dates', { exceptions: [{ dates: [], hours: [] }] }, '缺少内容'],
    ['has a share over one', 'minCover', { minCover: 1.5 }, '超出'],
    ['has a bad code', 'matterCode', { matterCode: '12' }, '五位数字'],
    ['has a bad id', 'id', { id: 'a b' }, '字母、数字'],
    ['has an unknown kind', 'kind', { kind: 'weather' }, '没有这个选项'],
    [
      'has sizes that leave nothing',
      'size',
      { size: { minWidth: 0.5, maxWidth: 0.1 } },
      '最小值大于最大值',
    ],
    ['has an unknown setting', 'colour', { colour: 'red' }, '没有这项设置'],
  ];
  test.each(bad)('that %s stand at %s, in both languages', async (_, path, part, words) => {
    const faults = faultsOfFence({ ...createFence(), ...part });
    const [fault] = faultsAt(faults, path);
    expect(fault).toBeDefined();
    const translator = await createTranslator('zh-CN');
    expect(faultText(translator.t, fault!)).toMatchObject({ isRaw: false });
    expect(faultText(translator.t, fault!).text).toContain(words);
  });

  test('of a valid fence are empty', () => {
    expect(faultsOfFence(createFence())).toEqual([]);
  });

  test('that are unknown are shown unchanged', async () => {
    const { t } = await createTranslator('zh-CN');
    const fault = { path: 'camera', message: 'no such camera' };
    expect(faultText(t, fault)).toEqual({ text: 'no such camera', isRaw: true });
  });

  test('of one path exclude those of a path with the same beginning', () => {
    const faults = ['size', 'size.minWidth', 'sizes', 'permits[1].id', 'permits[10].id'].map(
      (path) => ({
        path,
        message: '',
      }),
    );
    expect(faultsAt(faults, 'size').map(({ path }) => path)).toEqual(['size', 'size.minWidth']);
    expect(faultsAt(faults, 'permits[1]').map(({ path }) => path)).toEqual(['permits[1].id']);
    expect(faultsAt([], 'size')).toEqual([]);
  });
});
