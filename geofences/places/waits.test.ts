// The reasons for which a candidate waits, until it opens.
import { describe, expect, it } from 'vitest';
import { createFenceEngine, emptyEngineState } from '../index.ts';
import { aFence, dwell } from '../testing/fences.ts';
import { anObservation, aRegion, middle, monday } from '../testing/observations.ts';

/** The reasons of every frame, two seconds apart. */
function reasons(
  isThere: readonly boolean[],
  fence = aFence({ dwellMs: dwell(6000) }),
): string[][] {
  const engine = createFenceEngine([fence], 'Europe/Berlin');
  let state = emptyEngineState;
  return isThere.map((there, index) => {
    const capturedAt = monday + index * 2000;
    const regions = there ? [aRegion({ box: middle, since: monday })] : [];
    const advance = engine.advance(state, anObservation({ capturedAt, regions }));
    state = advance.state;
    return advance.waits.map(({ fenceId, wait }) => `${fenceId === fence.id}: ${wait.reason}`);
  });
}

describe('waits', () => {
  it('are none without an object', () => {
    expect(reasons([false, false])).toEqual([[], []]);
  });

  it('give the reason of each frame, and end when the incident opens', () => {
    const [first, second, third, ...rest] = reasons([true, true, true, true, true]);
    expect(first).toEqual(['true: one-frame-only']);
    expect([second, third]).toEqual([['true: dwell'], ['true: dwell']]);
    expect(rest).toEqual([[], []]);
  });

  it('report that the object is absent', () => {
    expect(reasons([true, false])[1]).toEqual(['true: not-there']);
  });
});
