import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createFrameTimes } from './frame-times.ts';

const hour = 3_600_000;

/** A picture every two seconds, dated 300 ms after it was taken. */
async function dates(steps: Readonly<Record<number, number>>, count = 6) {
  const clock = createFakeClock();
  const times = createFrameTimes(clock);
  const result: { at: number; stepMs: number }[] = [];
  const start = clock.now();
  for (let n = 0; n < count; n++) {
    clock.set(steps[n] ?? 0);
    const { capturedAt, clockStepMs } = times.dateOf(clock.steady() - 300);
    result.push({ at: capturedAt - start + 300, stepMs: clockStepMs });
    await clock.advance(2000);
  }
  return result;
}

describe('the date of a picture', () => {
  it('is the wall clock time at which it was taken', async () => {
    expect(await dates({})).toEqual([0, 2, 4, 6, 8, 10].map((s) => ({ at: s * 1000, stepMs: 0 })));
  });

  it.each([
    ['back by eight hours', -8 * hour],
    ['forward by three hours', 3 * hour],
  ])('follows a clock that is set %s, and reports it once', async (_, byMs) => {
    const result = await dates({ 2: byMs });
    expect(result.map(({ stepMs }) => stepMs)).toEqual([0, 0, byMs, 0, 0, 0]);
    expect(result.map(({ at }) => at)).toEqual([
      0,
      2000,
      4000 + byMs,
      6000 + byMs,
      8000 + byMs,
      10_000 + byMs,
    ]);
  });

  it('reports both steps of a clock that is set wrong and then right', async () => {
    const result = await dates({ 1: -8 * hour, 4: 8 * hour });
    expect(result.map(({ stepMs }) => stepMs)).toEqual([0, -8 * hour, 0, 0, 8 * hour, 0]);
    expect(result.at(-1)!.at).toBe(10_000);
  });

  it('ignores small corrections and still grows', async () => {
    const result = await dates({ 1: -1900 });
    expect(result.every(({ stepMs }) => stepMs === 0)).toBe(true);
    const grows = result.slice(1).every(({ at }, n) => at > result[n]!.at);
    expect(grows).toBe(true);
  });

  it('does not go back for a picture older than the last', () => {
    const clock = createFakeClock();
    const times = createFrameTimes(clock);
    const first = times.dateOf(clock.steady());
    const second = times.dateOf(clock.steady() - 1000);
    expect(second.capturedAt).toBe(first.capturedAt + 1);
    expect(second.clockStepMs).toBe(0);
  });
});
