import { describe, expect, it } from 'vitest';
import { createStreamClock, moveAnchor } from './stream-clock.ts';

describe('the clock of a stream', () => {
  it('knows nothing before the first picture', () => {
    expect(createStreamClock().wallTime(0)).toBeNull();
  });

  it('dates pictures by the stream, not by when they happened to arrive', () => {
    const clock = createStreamClock();
    expect(clock.capturedAt(0, 10_000)).toBe(10_000);
    expect(clock.capturedAt(1000, 11_400)).toBeLessThan(11_010);
    expect(clock.capturedAt(2000, 12_000)).toBe(12_000);
    expect(clock.wallTime(3000)).toBe(13_000);
  });

  it('learns from a picture that arrives earlier than any before', () => {
    const clock = createStreamClock();
    clock.capturedAt(0, 10_800);
    expect(clock.capturedAt(2000, 12_000)).toBe(12_000);
  });

  it('never goes back, whatever the time stamps do', () => {
    const clock = createStreamClock();
    const stamps = [0, 1000, 900, 90_000, 0, 1000].map((pts, i) =>
      clock.capturedAt(pts, 10_000 + i * 10),
    );
    for (const [i, at] of stamps.entries()) if (i > 0) expect(at).toBeGreaterThan(stamps[i - 1]!);
  });

  it('follows a jump of the time stamps', () => {
    const clock = createStreamClock();
    clock.capturedAt(500_000, 10_000);
    expect(clock.capturedAt(0, 12_000)).toBe(12_000);
  });

  it('follows a camera whose clock runs slow', () => {
    const clock = createStreamClock();
    let at = 0;
    for (let i = 0; i <= 3600; i++) at = clock.capturedAt(i * 999.9, i * 1000);
    expect(Math.abs(at - 3_600_000)).toBeLessThan(50);
  });

  it('dates nothing at or before what another run has dated', () => {
    expect(createStreamClock(20_000).capturedAt(0, 10_000)).toBe(20_001);
  });

  it('does not drift while no time passes', () => {
    expect(moveAnchor(1000, 1400, 0)).toBe(1000);
    expect(moveAnchor(null, 1400, 0)).toBe(1400);
  });
});
