import { describe, expect, it } from 'vitest';
import { judgeEnd, type FileEnd } from './file-run.ts';

const whole: FileEnd = { durationMs: 10_000, reachedMs: 9_960, brokenOff: false, seenAny: true };

describe('the end of a file', () => {
  it.each([
    ['a whole file is good', {}, null],
    ['one without a known length is taken as it is', { durationMs: null }, null],
    ['one whose sound is a little longer is good', { reachedMs: 8_600 }, null],
    ['one that lacks its last part is truncated', { reachedMs: 6_000 }, 'truncated'],
    ['one that ffmpeg says breaks off is truncated', { brokenOff: true }, 'truncated'],
    ['one of which nothing could be decoded is damaged', { seenAny: false }, 'damaged'],
    [
      'an hour that lacks half a minute is within what containers say',
      { durationMs: 3_600_000, reachedMs: 3_570_000 },
      null,
    ],
  ])('%s', (_, change, reason) => {
    expect(judgeEnd({ ...whole, ...change })?.reason ?? null).toBe(reason);
  });

  it('reports how much could be read', () => {
    expect(judgeEnd({ ...whole, reachedMs: 6_000 })?.message).toContain('6.0 s of 10.0 s');
  });
});
