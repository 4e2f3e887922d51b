// Local time as text, in zones ahead of and behind UTC, at midnight and in the hour that summer time repeats.
import { describe, expect, it } from 'vitest';
import { createLocalText, localText } from './local-text.ts';

describe('localText', () => {
  it.each([
    ['2026-11-22T00:00:00+08:00', 'Asia/Shanghai', '2026-11-22T00:00'],
    ['2026-11-22T23:59:59+08:00', 'Asia/Shanghai', '2026-11-22T23:59'],
    ['2026-01-01T03:00:00Z', 'America/New_York', '2025-12-31T22:00'],
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T02:30'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25T02:30'],
  ])('%s in %s is %s', (moment, timezone, text) => {
    expect(localText(Date.parse(moment), timezone)).toBe(text);
  });

  it('returns the text of each time, in any order of calls', () => {
    const text = createLocalText('Europe/Berlin');
    const moments = ['00:59:59Z', '00:59:00Z', '01:00:00Z', '00:59:59.999Z', '01:00:59Z'];
    expect(moments.map((moment) => text(Date.parse(`2026-10-25T${moment}`)))).toEqual([
      '2026-10-25T02:59',
      '2026-10-25T02:59',
      '2026-10-25T02:00',
      '2026-10-25T02:59',
      '2026-10-25T02:00',
    ]);
  });
});
