import { describe, expect, it } from 'vitest';
import { retryDelayMs, stateAfter } from './backoff.ts';

describe('the next attempt at a camera', () => {
  it('comes later each time, up to half a minute', () => {
    const delays = [1, 2, 3, 4, 5, 6, 50].map((n) => retryDelayMs(n, 'unreachable', () => 1));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('has jitter in the second half of the pause', () => {
    expect(retryDelayMs(3, 'unreachable', () => 0)).toBe(2000);
    expect(retryDelayMs(3, 'unreachable', () => 0.5)).toBe(3000);
  });

  it('is delayed up to an hour when the account may not see the stream', () => {
    expect(retryDelayMs(1, 'forbidden', () => 1)).toBe(30_000);
    expect(retryDelayMs(20, 'forbidden', () => 1)).toBe(3_600_000);
  });

  it('shows the camera state that fits the failure', () => {
    expect(stateAfter('login-refused')).toBe('refused');
    expect(stateAfter('forbidden')).toBe('refused');
    expect(stateAfter('stalled')).toBe('stalled');
    expect(stateAfter('no-key-frame')).toBe('stalled');
    expect(stateAfter('unreachable')).toBe('offline');
  });
});
