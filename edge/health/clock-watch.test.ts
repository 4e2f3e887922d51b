import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { createClockWatch } from './clock-watch.ts';

function watch() {
  const steady = createFakeClock(0);
  let stepMs = 0;
  const clock = {
    now: () => 1_700_000_000_000 + stepMs + steady.now(),
    steady: () => steady.now(),
    wait: (ms: number, signal?: AbortSignal) => steady.wait(ms, signal),
  };
  const memory = createMemoryLog();
  const stopping = new AbortController();
  const watching = createClockWatch({
    edgeId: 'edge-1',
    clock,
    log: memory.log,
    steadyMs: () => steady.now(),
  });
  const done = watching.run(stopping.signal);
  const step = async (byMs: number) => {
    stepMs += byMs;
    await steady.advance(1000);
  };
  return { watching, memory, steady, step, stopping, done };
}

describe('the watch of the wall clock', () => {
  it('reports nothing while both clocks agree', async () => {
    const { watching, steady, memory } = watch();
    await steady.advance(3_600_000);
    expect([watching.problems(), memory.lines]).toEqual([[], []]);
  });

  it('ignores gradual corrections by NTP', async () => {
    const { watching, step } = watch();
    for (let n = 0; n < 60; n++) await step(500);
    expect(watching.problems()).toEqual([]);
  });

  it.each([-8 * 3_600_000, 8 * 3_600_000, -3000])('reports a step of %i ms', async (byMs) => {
    const { watching, step, memory } = watch();
    await step(byMs);
    expect(watching.problems()).toMatchObject([{ code: 'clock-stepped', values: { byMs } }]);
    expect(memory.lines).toHaveLength(1);
  });

  it('shows the last step for a quarter of an hour', async () => {
    const { watching, step, steady } = watch();
    await step(-8 * 3_600_000);
    await step(8 * 3_600_000);
    expect(watching.problems()).toMatchObject([{ values: { byMs: 8 * 3_600_000 } }]);
    await steady.advance(15 * 60_000 + 1);
    expect(watching.problems()).toEqual([]);
  });

  it('ends on abort', async () => {
    const { stopping, done } = watch();
    stopping.abort();
    await done;
  });
});
