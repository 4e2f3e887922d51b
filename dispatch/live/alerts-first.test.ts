import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAlertsFirst } from './alerts-first.ts';

function open(shares: number[]) {
  vi.useFakeTimers();
  const made = createAlertsFirst(() => shares.shift() ?? 0);
  onTestFinished(() => {
    made.stop();
    vi.useRealTimers();
  });
  return made;
}

describe('reports for the live view', () => {
  it('are taken at first, and while there is time', () => {
    const alertsFirst = open([0.74]);
    expect(alertsFirst.standBack()).toBe(false);
    vi.advanceTimersByTime(250);
    expect(alertsFirst.standBack()).toBe(false);
  });

  it('stand back while the process is busy, and are taken again', () => {
    const alertsFirst = open([0.8, 0.1]);
    vi.advanceTimersByTime(250);
    expect(alertsFirst.standBack()).toBe(true);
    vi.advanceTimersByTime(250);
    expect(alertsFirst.standBack()).toBe(false);
  });

  it('stand back sooner while alerts are handled, also after one of them failed', async () => {
    const alertsFirst = open([0.6, 0.6]);
    vi.advanceTimersByTime(250);
    expect(alertsFirst.standBack()).toBe(false);
    let record: (verdict: string) => void = () => undefined;
    const handling = alertsFirst.hold(
      () =>
        new Promise<string>((resolve) => {
          record = resolve;
        }),
    );
    expect(alertsFirst.standBack()).toBe(true);
    record('recorded');
    expect(await handling).toBe('recorded');
    expect(alertsFirst.standBack()).toBe(false);
    await expect(alertsFirst.hold(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(alertsFirst.standBack()).toBe(false);
  });

  it('stand back in a process that really has no time', async () => {
    const alertsFirst = createAlertsFirst();
    onTestFinished(() => {
      alertsFirst.stop();
    });
    const until = performance.now() + 1500;
    let stoodBack = false;
    while (performance.now() < until && !stoodBack) {
      const busyUntil = performance.now() + 60;
      while (performance.now() < busyUntil);
      await new Promise((resolve) => setImmediate(resolve));
      stoodBack = alertsFirst.standBack();
    }
    expect(stoodBack).toBe(true);
    await expect.poll(() => alertsFirst.standBack(), { timeout: 10_000 }).toBe(false);
  });
});
