// The time of a pipeline across steps of the wall clock.
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../detectors/frame.ts';
import { createSteadyClock } from './steady-clock.ts';

const frameAt = (capturedAt: number, clockStepMs = 0): Frame => ({
  cameraId: 'gate',
  capturedAt,
  mediaTimeMs: null,
  width: 1,
  height: 1,
  rgb: new Uint8Array(3),
  ...(clockStepMs !== 0 && { clockStepMs }),
});

describe('the clock of a pipeline', () => {
  it.each<[string, [number, number?][], number[], number[]]>([
    ['goes with the wall clock', [[1000], [3000]], [0, 0], [1000, 3000]],
    ['does not step forward with it', [[1000], [103_000, 100_000]], [0, 100_000], [1000, 3000]],
    ['does not step back with it', [[9000], [1000, -10_000]], [0, -10_000], [9000, 11_000]],
    [
      'goes on 1 ms later when a step back was not seen',
      [[9000], [1000]],
      [0, -8001],
      [9000, 9001],
    ],
  ])('%s', (_, frames, steps, times) => {
    const clock = createSteadyClock(null);
    const taken = frames.map(([at, step]) => frameAt(at, step));
    const seen = taken.map((frame) => [clock.follow(frame), clock.steadied(frame).capturedAt]);
    expect(seen).toEqual(steps.map((step, index) => [step, times[index]]));
  });

  it('continues from its stored state', () => {
    const first = createSteadyClock(null);
    first.follow(frameAt(1000));
    first.follow(frameAt(103_000, 100_000));
    expect(first.snapshot()).toEqual({ clockShiftMs: 100_000, lastCapturedAt: 103_000 });
    const second = createSteadyClock(first.snapshot());
    expect(second.follow(frameAt(105_000))).toBe(0);
    expect(second.steadied(frameAt(105_000)).capturedAt).toBe(5000);
  });

  it('dates observations by the wall clock', () => {
    const clock = createSteadyClock({ clockShiftMs: 100_000, lastCapturedAt: 103_000 });
    const seen = { capturedAt: 5000, view: { since: 4000 } } as never;
    expect(clock.dated(seen)).toEqual({ capturedAt: 105_000, view: { since: 104_000 } });
  });
});
