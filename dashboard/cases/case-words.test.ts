// The texts of a row of the list: duration, place, day; and the crop of its picture.
import { describe, expect, test } from 'vitest';
import { createTranslator } from '../i18n/i18n.ts';
import { cropAround } from '../shared/crop.ts';
import { createSummary, sampleNow } from '../testing/sample-cases.ts';
import { placeText, presenceMs, presenceText } from './case-presence.ts';
import { groupByDay, nameOfDay } from './day-groups.ts';
import { fromListState, isFromList } from './from-list.ts';

describe('presence', () => {
  test.each([
    ['runs until now while the thing is there', {}, 200_000],
    ['ends with the clearing', { present: false, clearedAt: sampleNow - 158_000 }, 42_000],
    [
      'ends with the last report when the clearing has no time',
      { present: false, clearedAt: null, lastEventAt: sampleNow - 100_000 },
      100_000,
    ],
    ['is never negative', { openedAt: sampleNow + 5000 }, 0],
  ])('%s', (_, part, ms) => {
    expect(presenceMs(createSummary(part), sampleNow)).toBe(ms);
  });

  test('is worded in the language', async () => {
    const { t } = await createTranslator('en');
    expect(presenceText(t, createSummary(), sampleNow)).toBe('Still there 3 min 20 s');
    const gone = createSummary({ present: false, clearedAt: sampleNow - 158_000 });
    expect(presenceText(t, gone, sampleNow)).toBe('Cleared after 42 s');
    const chinese = await createTranslator('zh-CN');
    expect(presenceText(chinese.t, gone, sampleNow)).toBe('42 秒后清除');
  });

  test('the place is camera and fence', () => {
    expect(placeText({ cameraName: 'A', fenceName: 'B' })).toBe('A · B');
  });
});

describe('days', () => {
  test('are empty without cases', () => {
    expect(groupByDay([], 'Asia/Shanghai')).toEqual([]);
  });

  test('change at midnight of the site, not of the browser', () => {
    const midnight = Date.UTC(2026, 10, 21, 16);
    const cases = [1000, -1000, -2000].map((offset) =>
      createSummary({ id: String(offset), openedAt: midnight + offset }),
    );
    expect(
      groupByDay(cases, 'Asia/Shanghai').map(({ day, cases: { length } }) => [day, length]),
    ).toEqual([
      ['2026-11-22', 1],
      ['2026-11-21', 2],
    ]);
    expect(groupByDay(cases, 'UTC')).toHaveLength(1);
  });

  test('have names when they are near', () => {
    expect(nameOfDay('2026-11-22', sampleNow, 'Asia/Shanghai')).toBe('today');
    expect(nameOfDay('2026-11-21', sampleNow, 'Asia/Shanghai')).toBe('yesterday');
    expect(nameOfDay('2026-11-20', sampleNow, 'Asia/Shanghai')).toBeNull();
  });
});

describe('the crop of a preview', () => {
  test.each([
    [
      'a small thing in the middle keeps its surroundings',
      { x: 0.48, y: 0.48, width: 0.04, height: 0.04 },
      { x: 0.35, y: 0.35, size: 0.3 },
    ],
    [
      'a corner stays inside the picture',
      { x: 0.95, y: 0, width: 0.05, height: 0.05 },
      { x: 0.7, y: 0, size: 0.3 },
    ],
    [
      'a large thing shows the whole picture',
      { x: 0.1, y: 0.1, width: 0.8, height: 0.5 },
      { x: 0, y: 0, size: 1 },
    ],
    [
      'a thing without size still has a crop',
      { x: 0, y: 1, width: 0, height: 0 },
      { x: 0, y: 0.7, size: 0.3 },
    ],
  ])('%s', (_, region, crop) => {
    const found = cropAround(region);
    expect(found.x).toBeCloseTo(crop.x);
    expect(found.y).toBeCloseTo(crop.y);
    expect(found.size).toBeCloseTo(crop.size);
  });
});

describe('the way back', () => {
  test.each([
    ['from the list', fromListState, true],
    ['from nowhere', null, false],
    ['from elsewhere', { other: 1 }, false],
    ['from something odd', 'text', false],
  ])('%s', (_, state, expected) => {
    expect(isFromList(state)).toBe(expected);
  });
});
