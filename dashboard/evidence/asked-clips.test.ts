// Times of day as points in time, in the site's zone; and the texts of clips on demand in both languages.
import { describe, expect, test } from 'vitest';
import { clipRequestStates } from '../../contracts/index.ts';
import { askedClipEn } from '../i18n/asked-clip-en.ts';
import { askedClipZhCn } from '../i18n/asked-clip-zh-cn.ts';
import { clockTextOf, momentOf } from './asked-clips.ts';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-11-28T16:00:30.700Z'); // 00:00:30 in Shanghai

describe('a time of day', () => {
  test.each([
    ['now', '00:00:30', '2026-11-28T16:00:30Z'],
    ['a moment ago', '00:00:10', '2026-11-28T16:00:10Z'],
    ['before midnight', '23:59:00', '2026-11-28T15:59:00Z'],
    ['without seconds', '23:58', '2026-11-28T15:58:00Z'],
    ['that has not come yet, which is of the day before', '00:00:31', '2026-11-27T16:00:31Z'],
  ])('%s', (_, text, expected) => {
    expect(momentOf(text, now, zone)).toBe(Date.parse(expected));
  });

  test.each(['', '24:00', '12:60', '1:00', 'noon', '12:00:00.5'])('is not "%s"', (text) => {
    expect(momentOf(text, now, zone)).toBeNull();
  });

  test('is shown in a field', () => {
    expect(clockTextOf(now, zone)).toBe('00:00:30');
    expect(clockTextOf(now, 'UTC')).toBe('16:00:30');
  });
});

test('each state of a request has a text in both languages', () => {
  const states = [...clipRequestStates, 'edgeAway'].sort();
  for (const texts of [askedClipEn, askedClipZhCn])
    expect(Object.keys(texts.state).sort()).toEqual(states);
});
