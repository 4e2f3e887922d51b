import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';

describe('the clock of the system', () => {
  it('shows the time of day', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });

  it('has a steady time that never goes back', () => {
    const before = systemClock.steady();
    expect(systemClock.steady()).toBeGreaterThanOrEqual(before);
  });

  it('resolves a wait of 0 ms', async () => {
    await expect(systemClock.wait(0)).resolves.toBeUndefined();
  });

  it('ends a wait whose signal has aborted before', async () => {
    await expect(systemClock.wait(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
  });

  it('ends a wait when its signal aborts', async () => {
    const stop = new AbortController();
    const waiting = systemClock.wait(3_600_000, stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});
