// How players follow a shared clock: approximately while it runs, exactly when it is paused.
import { describe, expect, test } from 'vitest';
import { followStep, tick } from './common-clock.ts';

describe('a player', () => {
  test.each([
    ['goes on at the usual pace when it is in step', 1000, true, { do: 'pace', rate: 1 }],
    ['catches up by a faster pace', 900, true, { do: 'pace', rate: 1.1 }],
    ['lets the others catch up by a slower pace', 1200, true, { do: 'pace', rate: 0.8 }],
    ['seeks when it is far behind', 600, true, { do: 'seek', toMs: 1000 }],
    ['seeks when it is far ahead', 1500, true, { do: 'seek', toMs: 1000 }],
    ['seeks to the very picture when the clock stands', 990, false, { do: 'seek', toMs: 1000 }],
    ['stands when it shows the very picture', 1000.5, false, { do: 'pace', rate: 1 }],
  ])('%s', (_, isMs, runs, step) => {
    expect(followStep({ wantedMs: 1000, isMs, runs })).toEqual(step);
  });
});

describe('the clock', () => {
  test('advances by the elapsed time, never goes back, and stops at the end', () => {
    expect(tick(1000, 16, 2000)).toBe(1016);
    expect(tick(1000, -5, 2000)).toBe(1000);
    expect(tick(1990, 16, 2000)).toBe(2000);
  });
});
