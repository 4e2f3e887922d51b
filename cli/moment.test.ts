// Times on the command line.
import { describe, expect, it } from 'vitest';
import { parseMoment } from './moment.ts';

const shanghai = 'Asia/Shanghai';

describe('a time', () => {
  it.each([
    ['in Greenwich', '2026-11-22T20:00Z', shanghai, Date.UTC(2026, 10, 22, 20)],
    ['with an offset', '2026-11-22T20:00:30+08:00', 'UTC', Date.UTC(2026, 10, 22, 12, 0, 30)],
    ['without a zone is in the site’s', '2026-11-22T20:00', shanghai, Date.UTC(2026, 10, 22, 12)],
    ['with a space', '2026-11-22 20:00:01.5', 'UTC', Date.UTC(2026, 10, 22, 20, 0, 1, 500)],
    ['as a date is its midnight', '2026-11-22', shanghai, Date.UTC(2026, 10, 21, 16)],
    ['in summer time', '2026-07-01T12:00', 'Europe/Berlin', Date.UTC(2026, 6, 1, 10)],
    [
      'just after clocks went forward',
      '2026-03-29T03:00',
      'Europe/Berlin',
      Date.UTC(2026, 2, 29, 1),
    ],
    ['just before', '2026-03-29T01:59', 'Europe/Berlin', Date.UTC(2026, 2, 29, 0, 59)],
    ['west of Greenwich', '2026-11-22T20:00', 'America/New_York', Date.UTC(2026, 10, 23, 1)],
    ['in epoch ms', '1790000000000', shanghai, 1_790_000_000_000],
  ])('%s', (_, text, timezone, moment) => {
    expect(parseMoment(text, timezone)).toBe(moment);
  });

  it.each(['', 'yesterday', '20:00', '2026-13-01', '2026-11-22T25:00', '5', '22.11.2026'])(
    'is not "%s"',
    (text) => {
      expect(parseMoment(text, shanghai)).toBe(
        `expected a time such as 2026-11-22T20:00, or epoch ms, got "${text}"`,
      );
    },
  );
});
