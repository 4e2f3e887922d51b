// Rates as people write them.
import { describe, expect, it } from 'vitest';
import { parseRate } from './rate.ts';

describe('parseRate', () => {
  it.each([
    ['200kB/s', 200_000],
    ['1.5MB/s', 1_500_000],
    ['2Mbit/s', 250_000],
    ['800 kbit/s', 100_000],
    ['1000B/s', 1000],
    [' 1mb/s ', 1_000_000],
  ])('parses %s', (text, bytesPerSecond) => {
    expect(parseRate(text)).toEqual({ ok: true, bytesPerSecond });
  });

  it.each(['', '200', '200kB', '-1kB/s', '0kB/s', '1B/s', '1GBq/s', 'fast', '1e9kB/s', '∞MB/s'])(
    'refuses "%s" and says what it expects',
    (text) => {
      const parsed = parseRate(text);
      expect(parsed.ok ? '' : parsed.message).toContain(`got "${text}"`);
    },
  );
});
