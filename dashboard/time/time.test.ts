// Durations and times in words, in both languages and in the site's time zone.
import { describe, expect, test } from 'vitest';
import { createTranslator } from '../i18n/i18n.ts';
import { durationText, formatDuration } from './duration.ts';
import { dayOf, startOfDay } from './day.ts';
import {
  formatClock,
  formatDay,
  formatFineClock,
  formatMoment,
  formatSince,
  isOtherZone,
} from './moment.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('a duration', () => {
  test.each([
    ['nothing is no second', 0, '0 s', '0 秒'],
    ['a negative one, from clocks that differ, counts as none', -5 * second, '0 s', '0 秒'],
    ['part of a second is cut off', 1999, '1 s', '1 秒'],
    ['seconds stand alone below a minute', 42 * second, '42 s', '42 秒'],
    ['a full minute has no seconds', minute, '1 min', '1 分钟'],
    ['minutes keep their seconds below ten', 3 * minute + 20 * second, '3 min 20 s', '3 分 20 秒'],
    ['from ten minutes on seconds are left out', 10 * minute + 59 * second, '10 min', '10 分钟'],
    ['a full hour has no minutes', hour, '1 h', '1 小时'],
    ['hours keep their minutes', hour + 5 * minute, '1 h 5 min', '1 小时 5 分'],
    ['days keep their hours', 50 * hour, '2 d 2 h', '2 天 2 小时'],
    ['a full day has no hours', 24 * hour + 59 * minute, '1 d', '1 天'],
  ])('%s', async (_, ms, english, chinese) => {
    const translator = await createTranslator('en');
    expect(formatDuration(translator.t, ms)).toBe(english);
    await translator.changeLanguage('zh-CN');
    expect(formatDuration(translator.t, ms)).toBe(chinese);
  });

  test('gives the key of its text and its values', () => {
    expect(durationText(61_000)).toEqual({
      key: 'duration.minutesSeconds',
      minutes: 1,
      seconds: 1,
    });
  });
});

describe('a day of the site', () => {
  const midnight = (day: string, zone: string) => new Date(startOfDay(day, zone)).toISOString();

  test.each([
    ['2026-11-22', 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
    ['2026-11-22', 'Etc/GMT+12', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
    // The clock is set on in this night, in Beirut at midnight itself: the day begins at one.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, expected) => {
    expect(midnight(day, zone)).toBe(expected);
    expect(dayOf(startOfDay(day, zone), zone)).toBe(day);
    expect(dayOf(startOfDay(day, zone) - 1, zone) < day).toBe(true);
  });

  test('ends where the next one begins, over the end of a year', () => {
    expect(startOfDay('2026-12-31', 'Asia/Shanghai', 1)).toBe(
      startOfDay('2027-01-01', 'Asia/Shanghai'),
    );
  });
});

describe("a zone other than the reader's", () => {
  const at = Date.UTC(2026, 10, 21, 18, 30, 5);

  test.each([
    ['Asia/Shanghai', 'Europe/Berlin', true],
    ['Asia/Shanghai', 'Asia/Singapore', false],
    ['Asia/Shanghai', 'Asia/Shanghai', false],
  ])('%s seen from %s: %s', (site, here, expected) => {
    expect(isOtherZone(site, at, here)).toBe(expected);
  });

  test('is shown with each time', () => {
    const format = { language: 'en', timezone: 'Asia/Shanghai', saysZone: true };
    expect(formatClock(at, format)).toBe('02:30:05 GMT+8');
    expect(formatFineClock(at + 450, format)).toBe('02:30:05.4 GMT+8');
    expect(formatSince(at, at + hour, format)).toBe('02:30 GMT+8');
    expect(formatMoment(at, format)).toBe('22 Nov 2026, 02:30:05 GMT+8');
    expect(formatMoment(at, { ...format, language: 'zh-CN' })).toContain('GMT+8');
  });
});

describe('a moment', () => {
  const at = Date.UTC(2026, 10, 21, 18, 30, 5);
  const shanghai = { language: 'en', timezone: 'Asia/Shanghai' };

  test('is shown in the time zone of the site', () => {
    expect(formatClock(at, shanghai)).toBe('02:30:05');
    expect(formatClock(at, { ...shanghai, timezone: 'UTC' })).toBe('18:30:05');
  });

  test('at midnight is hour 00, not 24', () => {
    expect(formatClock(Date.UTC(2026, 0, 1), { language: 'en', timezone: 'UTC' })).toBe('00:00:00');
  });

  test('has date and time in both languages', () => {
    expect(formatMoment(at, shanghai)).toBe('22 Nov 2026, 02:30:05');
    expect(formatMoment(at, { ...shanghai, language: 'zh-CN' })).toBe('2026年11月22日 02:30:05');
  });

  test('names the day if it is not today', () => {
    expect(formatSince(at, at + hour, shanghai)).toBe('02:30');
    expect(formatSince(at, at + 24 * hour, shanghai)).toBe('22 Nov, 02:30');
    expect(formatSince(at, at + 24 * hour, { ...shanghai, language: 'zh-CN' })).toContain('02:30');
    const utc = { language: 'en', timezone: 'UTC' };
    expect(formatSince(at, at + 6 * hour, utc)).toBe('21 Nov, 18:30');
  });

  test("has a day in the site's time zone", () => {
    expect(dayOf(at, 'Asia/Shanghai')).toBe('2026-11-22');
    expect(dayOf(at, 'UTC')).toBe('2026-11-21');
    expect(formatDay(at, shanghai)).toBe('Sunday 22 November');
    expect(formatDay(at, { ...shanghai, language: 'zh-CN' })).toBe('11月22日星期日');
  });
});
