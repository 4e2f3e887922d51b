import { describe, expect, it } from 'vitest';
import { createStampPace, type PaceVerdict } from './stamp-pace.ts';

/** A packet every 100 ms, as late as the row says. */
function judge(count: number, lateOf: (n: number) => number): PaceVerdict[] {
  const pace = createStampPace();
  return Array.from({ length: count }, (_, n) => pace.take(500 + lateOf(n), n * 100 + lateOf(n)));
}

describe('the pace of time stamps', () => {
  it('is unknown for the first few seconds', () => {
    expect(judge(50, () => 0).every(({ is }) => is === 'unknown')).toBe(true);
  });

  it('is even when packets are slightly late, or all equally late', () => {
    expect(judge(90, (n) => (n % 7) * 10).at(-1)).toEqual({ is: 'even', seenMs: 500 });
    expect(judge(90, () => 3000).at(-1)).toEqual({ is: 'even', seenMs: 3500 });
  });

  it('is slow when the delay grows steadily', () => {
    expect(judge(90, (n) => n * 100).at(-1)).toEqual({ is: 'slow' });
  });

  it('is not slow when a network stalls and catches up', () => {
    const late = (n: number) => (n % 90 < 60 ? 0 : (90 - (n % 90)) * 98);
    expect(judge(200, late).some(({ is }) => is === 'slow')).toBe(false);
  });

  it('is also judged for a camera that sends one picture every five seconds', () => {
    const pace = createStampPace();
    const verdicts = Array.from({ length: 10 }, (_, n) => pace.take(500 + n * 5000, n * 5000));
    expect(verdicts.at(-1)).toEqual({ is: 'slow' });
  });
});
